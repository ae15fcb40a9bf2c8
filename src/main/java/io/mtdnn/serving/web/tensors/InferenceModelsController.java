package io.mtdnn.serving.web.tensors;

import java.util.List;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.limits.TimeoutHeader;
import io.mtdnn.serving.loading.LoadedModels;
import io.mtdnn.serving.loading.ModelChoice;
import io.mtdnn.serving.web.ClientConnection;
import io.mtdnn.serving.web.QuestionProblems;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Readiness, metadata and inference of models in the Open Inference Protocol, version 2,
 * on nodes with the role serving.
 */
@RestController
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping(path = "/v2/models/{model}", produces = "application/json")
@Tag(name = "Open Inference Protocol")
class InferenceModelsController {

	private static final String EXAMPLE = """
			{"inputs": [
			 {"name": "question", "datatype": "BYTES", "shape": [1], "data": ["Who built the lighthouse?"]},
			 {"name": "context", "datatype": "BYTES", "shape": [1],
			  "data": ["The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist."]}]}""";

	private final ModelChoice models;

	private final LoadedModels loaded;

	private final TensorInference inference;

	private final RequestLimits limits;

	InferenceModelsController(ModelChoice models, LoadedModels loaded, TensorInference inference,
			RequestLimits limits) {
		this.models = models;
		this.loaded = loaded;
		this.inference = inference;
		this.limits = limits;
	}

	@GetMapping
	@Operation(summary = "Model metadata")
	@ApiResponse(responseCode = "200", description = "Inputs and outputs of the model")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	ModelMetadata model(@PathVariable @Parameter(example = "default") String model) {
		RegisteredModel found = this.models.named(model);
		return new ModelMetadata(found.name(), List.of(found.id()), "mtdnn_bert_pytorch", this.inference.inputs(found),
				this.inference.outputs(found));
	}

	@GetMapping("/ready")
	@Operation(summary = "Whether a model can serve requests",
			description = "`loaded` shows whether it is already loaded.")
	@ApiResponse(responseCode = "200", description = "The readiness of the model")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	ModelReady modelReady(@PathVariable @Parameter(example = "default") String model) {
		RegisteredModel found = this.models.named(model);
		return new ModelReady(found.name(), true, this.loaded.contains(found.id()));
	}

	@PostMapping(path = "/infer", consumes = "application/json")
	@Operation(operationId = "infer", summary = "Run a model on tensors of texts",
			description = "The inputs decide which head answers: `question` and `context`; `text`, with"
					+ " `text_pair` for pairs; or `context` and `choices`, for one context. All inputs have one element per item, in shape `[n]` or `[n, 1]`, except for `choices`. The only version of a model is its id, so `/versions/{id}/infer` is the same endpoint. The parameter `task` names a dataset of the head, or the head, if the model has several of a kind. Tensors are JSON; binary tensors are not supported.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject(EXAMPLE))))
	@ApiResponse(responseCode = "200", description = "The outputs that the metadata announces for this head")
	@QuestionProblems
	Tensors.Response infer(@PathVariable @Parameter(example = "default") String model,
			@RequestBody Tensors.Request request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		return this.inference.infer(this.models.named(model), request,
				this.limits.many(timeout, ClientConnection.gone(servletRequest)));
	}

	@Hidden
	@PostMapping(path = "/versions/{version}/infer", consumes = "application/json")
	Tensors.Response inferVersion(@PathVariable String model, @PathVariable String version,
			@RequestBody Tensors.Request request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			HttpServletRequest servletRequest) {
		RegisteredModel found = this.models.named(model);
		if (!version.equals(found.id())) {
			throw new ModelMismatchException("version", "the only version of '%s' is %s".formatted(model, found.id()));
		}
		return infer(found.id(), request, timeout, servletRequest);
	}

	/** Readiness of a model. */
	record ModelReady(String name, boolean ready, boolean loaded) {

	}

	/**
	 * The inputs and outputs of a model.
	 *
	 * @param versions the id of the model, which is its only version
	 */
	record ModelMetadata(String name, List<String> versions, String platform, List<Tensor> inputs,
			List<Tensor> outputs) {

	}

}
