package io.mtdnn.registry.web;

import java.util.List;

import io.mtdnn.registry.store.ModelAlias;
import io.mtdnn.registry.store.ModelAliases;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
					+ " requests in progress finish on the model with which they began.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject("{\"model\": \"default\"}"))))
	@ApiResponse(responseCode = "200", description = "The alias's new target")
	@ApiResponse(responseCode = "400", description = "The alias's name cannot be used")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	@ApiResponse(responseCode = "422", description = "The alias is the id of a model")
	ModelAlias move(@PathVariable @Parameter(example = "production") String alias, @Valid @RequestBody Target target) {
		return this.aliases.move(alias, target.model());
	}

	@DeleteMapping("/{alias}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Remove an alias", description = "The model is kept.")
	@ApiResponse(responseCode = "204", description = "Removed")
	@ApiResponse(responseCode = "404", description = "The alias does not exist")
	void remove(@PathVariable String alias) {
		this.aliases.remove(alias);
	}

	/**
	 * The body of a request to move an alias.
	 *
	 * @param model id, name or other alias of a model
	 */
	record Target(
			@NotBlank @Schema(description = "id, name or other alias of the model", example = "default") String model) {

	}

	/** All aliases. */
	record Aliases(List<ModelAlias> items) {

	}

}
