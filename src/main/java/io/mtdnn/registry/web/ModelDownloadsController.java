package io.mtdnn.registry.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.imports.ModelDownload;
import io.mtdnn.registry.imports.ModelDownloads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports from a hub that are under way or have failed. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping(path = "/models/imports", produces = "application/json")
@Tag(name = "Models")
class ModelDownloadsController {

	private static final String ID = "Id in the response to POST /models";

	private static final String EXAMPLE = "9f0c8f0e-3c8e-4f2a-9a41-2f6f3f1f7d55";

	private final ModelDownloads downloads;

	private final ModelRegistry registry;

	ModelDownloadsController(ModelDownloads downloads, ModelRegistry registry) {
		this.downloads = downloads;
		this.registry = registry;
	}

	@GetMapping
	@Operation(operationId = "imports", summary = "Imports from the hub",
			description = "Those under way, and those that have failed with the reason; the same request continues"
					+ " them. An import that has succeeded is a model.")
	@ApiResponse(responseCode = "200", description = "The imports")
	Imports list() {
		return new Imports(this.downloads.list().stream().map(ImportView::of).toList());
	}

	@GetMapping("/{id}")
	@Operation(operationId = "import", summary = "The progress of an import from the hub")
	@ApiResponse(responseCode = "200", description = "It is under way or has failed",
			content = @Content(schema = @Schema(implementation = ImportView.class)))
	@ApiResponse(responseCode = "303", description = "It has succeeded; `Location` has the address of the model",
			content = @Content)
	@ApiResponse(responseCode = "404", description = "There is no such import")
	ResponseEntity<?> get(@PathVariable @Parameter(description = ID, example = EXAMPLE) String id) {
		Optional<ModelDownload> pending = this.downloads.find(id);
		if (pending.isPresent()) {
			return ResponseEntity.ok(ImportView.of(pending.get()));
		}
		if (this.registry.find(id).filter((model) -> model.id().equals(id)).isEmpty()) {
			throw new ImportNotFoundException();
		}
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/models/" + id)).build();
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "cancelImport", summary = "Cancel an import from the hub",
			description = "Deletes what it has stored. Also removes a failed import from the list. A model that has"
					+ " been imported is not affected.")
	@ApiResponse(responseCode = "204", description = "Cancelled")
	@ApiResponse(responseCode = "404", description = "There is no such import")
	void cancel(@PathVariable @Parameter(description = ID, example = EXAMPLE) String id) {
		if (!this.downloads.cancel(id)) {
			throw new ImportNotFoundException();
		}
	}

	/** All imports. */
	@Schema(name = "Imports")
	record Imports(@Schema(description = "Those under way or failed") List<ImportView> items) {

	}

}
