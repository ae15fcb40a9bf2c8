package io.mtdnn.registry.web;

import java.io.IOException;

import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.predictions.Predictions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Predictions on evaluation sets in the files of the official scripts. */
@RestController
@RequestMapping(path = "/models/{model}", produces = "application/json")
@Tag(name = "Models")
class PredictionsController {

	private final ModelRegistry registry;

	private final Predictions predictions;

	PredictionsController(ModelRegistry registry, Predictions predictions) {
		this.registry = registry;
		this.predictions = predictions;
	}

	@GetMapping("/predictions.json")
	@Operation(operationId = "predictions", summary = "A model's answers on its evaluation set",
			description = "The answer for each question id, \"\" if its null odds exceed the threshold: the file"
					+ " that the official SQuAD evaluator reads.")
	@ApiResponse(responseCode = "200", description = "An object with an answer for each question id",
			content = @Content(schema = @Schema(type = "object")))
	@ApiResponse(responseCode = "422", description = "The model was not evaluated on questions of that dataset")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	void predictions(@PathVariable @Parameter(example = "default") String model,
			@RequestParam(required = false) @Parameter(
					description = "Required if the model was evaluated on several datasets",
					example = "sample-squad") String dataset,
			@RequestParam(required = false) @Parameter(
					description = "Null odds above which the answer is \"\"; by default the model's") Double threshold,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		Double own = QuestionsController.finite(threshold);
		RegisteredModel found = this.registry.get(model);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		this.predictions.writePredictions(found, dataset, (own != null) ? own : found.nullThreshold(),
				response.getOutputStream());
	}

	@GetMapping("/null_odds.json")
	@Operation(operationId = "nullOdds", summary = "A model's null odds on its evaluation set",
			description = "For each question id, the score of \"\" minus the best span's: the official evaluator's"
					+ " `--na-prob-file`.")
	@ApiResponse(responseCode = "200", description = "An object with a number for each question id",
			content = @Content(schema = @Schema(type = "object")))
	@ApiResponse(responseCode = "422", description = "The model was not evaluated on questions of that dataset")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	void nullOdds(@PathVariable @Parameter(example = "default") String model,
			@RequestParam(required = false) @Parameter(
					description = "Required if the model was evaluated on several datasets",
					example = "sample-squad") String dataset,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		RegisteredModel found = this.registry.get(model);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		this.predictions.writeNullOdds(found, dataset, response.getOutputStream());
	}

	@GetMapping("/nbest_predictions.json")
	@Operation(operationId = "nBestPredictions", summary = "A model's candidates on its evaluation set",
			description = "The best spans and \"\" for each question id, with `text`, `probability`, `start_logit` and"
					+ " `end_logit`, as BERT's run_squad.py writes them. Models of earlier versions have none.")
	@ApiResponse(responseCode = "200", description = "An object with a list for each question id",
			content = @Content(schema = @Schema(type = "object")))
	@ApiResponse(responseCode = "422", description = "The model has no candidates for that dataset")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	void nBest(@PathVariable @Parameter(example = "default") String model,
			@RequestParam(required = false) @Parameter(
					description = "Required if the model was evaluated on several datasets",
					example = "sample-squad") String dataset,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		RegisteredModel found = this.registry.get(model);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		this.predictions.writeNBest(found, dataset, response.getOutputStream());
	}

}
