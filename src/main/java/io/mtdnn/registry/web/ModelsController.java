package io.mtdnn.registry.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.Precision;
import io.mtdnn.registry.store.ModelAlias;
import io.mtdnn.registry.store.ModelAliases;
import io.mtdnn.registry.store.ModelCatalog;
import io.mtdnn.registry.store.ModelPage;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RemovedModel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** HTTP API of trained models. */
@RestController
@RequestMapping(path = "/models", produces = "application/json")
@Tag(name = "Models", description = "Trained models, their aliases and null thresholds")
class ModelsController {

	private final ModelCatalog catalog;

	private final ModelRegistry registry;

	private final ModelAliases aliases;

	private final ModelFactory models;

	ModelsController(ModelCatalog catalog, ModelRegistry registry, ModelAliases aliases, ModelFactory models) {
		this.catalog = catalog;
		this.registry = registry;
		this.aliases = aliases;
		this.models = models;
	}

	@GetMapping
	@Operation(summary = "List models, newest first",
			description = "Pages by cursor: pass `nextCursor` of one page as `cursor` of the next.")
	Page list(@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
			@RequestParam(required = false) String cursor,
			@RequestParam(required = false) @Parameter(
					description = "only the models of these jobs, separated by commas, as one page") @Size(
							max = 200) @Nullable List<String> job) {
		ModelPage page = (job != null) ? new ModelPage(this.catalog.ofJobs(job), null)
				: this.catalog.page(cursor, limit);
		List<ModelAlias> all = this.aliases.all();
		Precision answering = this.models.answeringPrecision();
		return new Page(page.models().stream().map((model) -> ModelView.brief(model, all, answering)).toList(),
				page.next());
	}

	@GetMapping("/{model}")
	@Operation(summary = "Get a model with its provenance")
	@ApiResponse(responseCode = "200", description = "The model")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	ModelView get(@PathVariable @Parameter(description = "alias, id or name", example = "default") String model) {
		return ModelView.whole(this.registry.get(model), this.aliases.all(), this.models.answeringPrecision());
	}

	@DeleteMapping("/{model}")
	@Operation(summary = "Delete a model",
			description = "Deletes all its heads and files but keeps the job that created it. The model must be"
					+ " identified by its id. Requests in progress are completed. While aliases point to it, it is deleted only with `force=true`, which also removes them.")
	@ApiResponse(responseCode = "200", description = "Deleted; contains the removed aliases")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	@ApiResponse(responseCode = "409", description = "Aliases point to it; the problem names them")
	@ApiResponse(responseCode = "422", description = "The reference is an alias or a name")
	Removed remove(@PathVariable @Parameter(description = "the model's id") String model,
			@RequestParam(defaultValue = "false") @Parameter(
					description = "also remove the aliases that point to it") boolean force) {
		RemovedModel removed = this.registry.remove(model, force);
		return new Removed(removed.model().id(), removed.model().name(), removed.aliases());
	}

	/**
	 * A deleted model.
	 *
	 * @param model its id
	 * @param name its name
	 * @param aliases the aliases that were removed with it
	 */
	record Removed(String model, String name, List<String> aliases) {

	}

	/**
	 * A page of models.
	 *
	 * @param items models, newest first
	 * @param nextCursor cursor of the next page; absent on the last one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Page(List<ModelView> items, @Nullable String nextCursor) {

	}

}
