package io.mtdnn.registry.web;

import java.security.Principal;
import java.util.List;

import io.mtdnn.registry.store.AliasMove;
import io.mtdnn.registry.store.ModelAlias;
import io.mtdnn.registry.store.ModelAliases;
import io.mtdnn.web.NamedCaller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Names that point to models. */
@RestController
@RequestMapping(path = "/models/aliases", produces = "application/json")
@Tag(name = "Models")
class AliasesController {

	private final ModelAliases aliases;

	AliasesController(ModelAliases aliases) {
		this.aliases = aliases;
	}

	@GetMapping
	@Operation(summary = "List aliases by name")
	Aliases list() {
		return new Aliases(this.aliases.all());
	}

	@PutMapping(path = "/{alias}", consumes = "application/json")
	@Operation(summary = "Point an alias to a model",
			description = "The model is loaded first, then the alias moves atomically: no request fails, and"
					+ " requests in progress finish with the model that they started with.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject("{\"model\": \"default\"}"))))
	@ApiResponse(responseCode = "200", description = "The alias's new target")
	@ApiResponse(responseCode = "400", description = "The alias's name cannot be used")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	@ApiResponse(responseCode = "422", description = "The alias is the id of a model")
	ModelAlias move(@PathVariable @Parameter(example = "production") String alias, @Valid @RequestBody Target target,
			@Nullable Principal caller) {
		return this.aliases.move(alias, target.model(), NamedCaller.of(caller));
	}

	@PostMapping("/{alias}/rollback")
	@Operation(summary = "Point an alias back to its previous model",
			description = "Reverts the last move; the next call goes further back. Models that were deleted"
					+ " meanwhile are skipped. Like any move, it loads the model first and is atomic.")
	@ApiResponse(responseCode = "200", description = "The alias's new target")
	@ApiResponse(responseCode = "404", description = "The alias does not exist")
	@ApiResponse(responseCode = "409", description = "It has no earlier model, or that model's files are damaged")
	ModelAlias rollBack(@PathVariable String alias, @Nullable Principal caller) {
		return this.aliases.rollBack(alias, NamedCaller.of(caller));
	}

	@GetMapping("/{alias}/history")
	@Operation(operationId = "aliasHistory", summary = "Changes of an alias, newest first",
			description = "The models that it pointed to, with the time and caller of each move; also for a removed alias.")
	@ApiResponse(responseCode = "200", description = "The changes")
	@ApiResponse(responseCode = "404", description = "The alias has never existed")
	History history(@PathVariable @Parameter(example = "default") String alias,
			@RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
		return new History(this.aliases.history(alias, limit));
	}

	@DeleteMapping("/{alias}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Remove an alias", description = "The model is kept.")
	@ApiResponse(responseCode = "204", description = "Removed")
	@ApiResponse(responseCode = "404", description = "The alias does not exist")
	void remove(@PathVariable String alias, @Nullable Principal caller) {
		this.aliases.remove(alias, NamedCaller.of(caller));
	}

	/**
	 * The body of a request to move an alias.
	 *
	 * @param model id, name or other alias of a model
	 */
	record Target(
			@NotBlank @Schema(description = "id, name or other alias of the model", example = "default") String model) {

	}

	/**
	 * Changes of an alias.
	 *
	 * @param items changes, newest first
	 */
	record History(List<AliasMove> items) {

	}

	/** All aliases. */
	record Aliases(List<ModelAlias> items) {

	}

}
