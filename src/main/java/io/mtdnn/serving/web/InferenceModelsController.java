package io.mtdnn.serving.web;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.ServingModels;
import io.mtdnn.task.HeadKind;
import io.mtdnn.web.ConditionalOnRole;
import io.mtdnn.web.NodeRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health and metadata of models in the Open Inference Protocol, version 2; only nodes that serve can say that one answers. */
@RestController
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping(path = "/v2/models/{model}", produces = "application/json")
@Tag(name = "Open Inference Protocol")
class InferenceModelsController {

	private final ServingModels models;

	InferenceModelsController(ServingModels models) {
		this.models = models;
	}

	@GetMapping
	@Operation(summary = "Model metadata")
	@ApiResponse(responseCode = "200", description = "What the model takes and gives")
	@ApiResponse(responseCode = "404", description = "There is no such model")
	ModelMetadata model(@PathVariable @Parameter(example = "default") String model) {
		return ModelMetadata.of(this.models.find(model));
	}

	@GetMapping("/ready")
	@Operation(summary = "Whether a model answers", description = "`loaded` says whether it does so without being loaded first.")
	@ApiResponse(responseCode = "200", description = "It answers")
	@ApiResponse(responseCode = "404", description = "There is no such model")
	ModelReady modelReady(@PathVariable @Parameter(example = "default") String model) {
		RegisteredModel found = this.models.find(model);
		return new ModelReady(found.name(), true, this.models.loaded(found));
	}

	/** Readiness of a model. */
	record ModelReady(String name, boolean ready, boolean loaded) {

	}

	/**
	 * What a model takes and gives.
	 *
	 * @param versions its id
	 */
	record ModelMetadata(String name, List<String> versions, String platform, List<Tensor> inputs,
			List<Tensor> outputs) {

		private static final String TEXT = "BYTES";

		static ModelMetadata of(RegisteredModel model) {
			List<Tensor> inputs = new ArrayList<>();
			List<Tensor> outputs = new ArrayList<>();
			if (has(model, HeadKind.SPAN)) {
				add(inputs, TEXT, "question", "context");
				add(outputs, TEXT, "answer");
				add(outputs, "FP64", "score", "null_odds");
				add(outputs, "INT32", "start", "end");
			}
			if (has(model, HeadKind.CLASSIFICATION)) {
				add(inputs, TEXT, "text", "text_pair");
				add(outputs, TEXT, "label");
				add(outputs, "FP64", "label_score");
			}
			if (has(model, HeadKind.MULTIPLE_CHOICE)) {
				inputs.add(new Tensor("choices", TEXT, List.of(-1)));
				outputs.add(new Tensor("choice_scores", "FP64", List.of(-1)));
			}
			return new ModelMetadata(model.name(), List.of(model.id()), "mtdnn_bert_pytorch", inputs, outputs);
		}

		private static boolean has(RegisteredModel model, HeadKind head) {
			return model.tasks().stream().anyMatch((task) -> task.head() == head);
		}

		private static void add(List<Tensor> tensors, String datatype, String... names) {
			for (String name : names) {
				tensors.add(new Tensor(name, datatype, List.of(1)));
			}
		}

	}

	/** An input or output; -1 in a shape is any number. */
	record Tensor(String name, String datatype, List<Integer> shape) {

	}

}
