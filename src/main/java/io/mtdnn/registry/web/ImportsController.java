package io.mtdnn.registry.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

import io.mtdnn.model.ModelFactory;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.imports.ImportRequest;
import io.mtdnn.registry.imports.ModelDownload;
import io.mtdnn.registry.imports.ModelDownloads;
import io.mtdnn.registry.imports.ModelImports;
import io.mtdnn.web.AnnouncedStream;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** HTTP API of imports. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping(path = "/models", produces = "application/json")
@Tag(name = "Models")
class ImportsController {

	private final ModelImports imports;

	private final ModelDownloads downloads;

	private final ModelFactory models;

	ImportsController(ModelImports imports, ModelDownloads downloads, ModelFactory models) {
		this.models = models;
		this.imports = imports;
		this.downloads = downloads;
	}

	@PostMapping(consumes = "application/json")
	@Operation(operationId = "importModel", summary = "Import a model that was trained with transformers",
			description = "A directory of `...ForQuestionAnswering`, `...ForSequenceClassification` or"
					+ " `...ForMultipleChoice` of a supported family, with weights as safetensors. In fp32 its logits equal those of transformers; settings for which they would differ are rejected by name. The model is registered with its origin and the hashes of its files, can be queried at once, and can be evaluated, exported and trained further. With `hub` instead of `directory`, a repository is downloaded first, in the background: the response comes when the hub, the class and the labels have been checked, and `GET /models/imports/{id}` shows the progress. The same request continues a download that has failed. As an upload: a zip file (`application/zip`) or a `.tar.gz` file (`application/gzip`) of the directory as the body, with the other fields as parameters.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = {
							@ExampleObject(name = "Folder",
									value = "{\"directory\": \"minilm-squad2\", \"dataset\": \"squad-v2\"}"),
							@ExampleObject(name = "Repository",
									value = "{\"hub\": \"deepset/minilm-uncased-squad2\", \"dataset\": \"squad-v2\"}") })))
	@ApiResponse(responseCode = "201", description = "Imported; `Location` has the address of the model",
			content = @Content(schema = @Schema(implementation = ModelView.class)))
	@ApiResponse(responseCode = "202", description = "The repository is downloaded; `Location` shows the progress",
			content = @Content(schema = @Schema(implementation = ImportView.class)))
	@ApiResponse(responseCode = "400", description = "Invalid fields; lists all of them")
	@ApiResponse(responseCode = "422",
			description = "The model is not supported, damaged, or does not fit the dataset; the hub does not have it")
	@ApiResponse(responseCode = "502",
			description = "The hub contradicts itself, or redirects to a host that is not allowed")
	@ApiResponse(responseCode = "503", description = "The hub cannot be reached, or too many downloads are under way")
	ResponseEntity<?> directory(@RequestBody ImportRequest request) throws IOException {
		return (request.hub() != null) ? accepted(this.downloads.start(request))
				: created(this.imports.fromDirectory(request));
	}

	@PostMapping(consumes = { "application/zip", "application/gzip", "application/x-gzip" })
	@Operation(operationId = "importModel_1", summary = "Import an uploaded model",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
					@Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")),
					@Content(mediaType = "application/gzip", schema = @Schema(type = "string", format = "binary")) }))
	@ApiResponse(responseCode = "201", description = "Imported; `Location` has the address of the model")
	@ApiResponse(responseCode = "400", description = "Invalid parameters; lists all of them")
	@ApiResponse(responseCode = "413", description = "Larger than mtdnn.imports.max-size")
	@ApiResponse(responseCode = "422", description = "The model is not supported, damaged, or does not fit the dataset")
	ResponseEntity<ModelView> upload(
			@RequestParam @Parameter(description = "purpose of its head: the name of a dataset, or a new name",
					example = "squad-v2") String dataset,
			@RequestParam(required = false) @Parameter(
					description = "name of the model; by default the name of the dataset") @Nullable String name,
			@RequestParam(required = false) @Parameter(
					description = "the dataset's labels in the order of the model's outputs") @Nullable List<String> labels,
			@RequestParam(required = false) @Parameter(
					description = "word pieces of a window") @Nullable Integer maxSequenceLength,
			@RequestParam(required = false) @Parameter(
					description = "word pieces a question is cut to") @Nullable Integer maxQuestionLength,
			@RequestParam(required = false) @Parameter(
					description = "step from window to window in word pieces") @Nullable Integer docStride,
			@RequestParam(required = false) @Parameter(
					description = "null odds above which the answer is \"\"") @Nullable Double nullThreshold,
			@Parameter(hidden = true) HttpServletRequest request) throws IOException {
		ImportRequest asked = new ImportRequest(null, null, null, dataset, name, labels, maxSequenceLength,
				maxQuestionLength, docStride, nullThreshold);
		try (InputStream in = new AnnouncedStream(request.getInputStream(), request.getContentLengthLong())) {
			return created(this.imports.fromArchive(asked, in));
		}
	}

	private static ResponseEntity<ImportView> accepted(ModelDownload download) {
		return ResponseEntity.accepted()
			.location(URI.create("/models/imports/" + download.id()))
			.body(ImportView.of(download));
	}

	private ResponseEntity<ModelView> created(RegisteredModel model) {
		return ResponseEntity.created(URI.create("/models/" + model.id()))
			.body(ModelView.whole(model, List.of(), this.models.answeringPrecision()));
	}

}
