package io.mtdnn.registry.web;

import java.util.List;

import io.mtdnn.evaluation.BestThreshold;
import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.ThresholdCurve;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.thresholds.ThresholdStudy;
import io.mtdnn.registry.thresholds.Thresholds;
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
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Null thresholds of models. */
@RestController
@RequestMapping(path = "/models/{model}", produces = "application/json")
@Tag(name = "Models")
class ThresholdsController {

	private final ModelRegistry registry;

	private final Thresholds thresholds;

	ThresholdsController(ModelRegistry registry, Thresholds thresholds) {
		this.registry = registry;
		this.thresholds = thresholds;
	}

	@GetMapping("/thresholds")
	@Operation(summary = "EM, F1, HasAns and NoAns over the null threshold",
			description = "Computed from the null odds that the evaluation stored; no model runs. A question is answered with \"\" exactly when its null odds exceed the threshold. The best thresholds are tuned on the questions they are reported for and so optimistic; `halfAndHalf` is the fair figure. Promoting a best threshold gives its score; the official evaluator's own search, which can report a threshold that does not, is under `best_exact_thresh` and `best_f1_thresh` in the model's `metrics`.")
	@ApiResponse(responseCode = "200", description = "The curve")
	@ApiResponse(responseCode = "404", description = "There is no such model")
	@ApiResponse(responseCode = "422", description = "The model has no null odds for that dataset")
	Study study(@PathVariable @Parameter(description = "alias, id or name", example = "default") String model,
			@RequestParam(required = false) @Parameter(description = "needed when the model was evaluated on several",
					example = "sample-squad") String dataset,
			@RequestParam(defaultValue = "100") @Parameter(
					description = "About how many thresholds to look at") @Min(2) @Max(1000) int points) {
		return Study.of(this.thresholds.study(this.registry.get(model), dataset, points));
	}

	@PutMapping(path = "/threshold", consumes = "application/json")
	@Operation(summary = "Promote a null threshold",
			description = "From now on the model answers \"\" above these null odds wherever a request names no `nullThreshold`.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject("{\"threshold\": -1.25}"))))
	@ApiResponse(responseCode = "200", description = "The model's threshold now and before")
	@ApiResponse(responseCode = "404", description = "There is no such model")
	Promoted promote(@PathVariable @Parameter(example = "default") String model,
			@Valid @RequestBody Promotion promotion) {
		RegisteredModel before = this.registry.get(model);
		RegisteredModel after = this.thresholds.promote(before, promotion.threshold());
		return new Promoted(after.id(), after.name(), after.nullThreshold(), before.nullThreshold());
	}

	/**
	 * Scores over thresholds.
	 *
	 * @param model the model's id
	 * @param threshold the threshold it answers with now
	 * @param total number of questions
	 * @param points by growing threshold
	 * @param bestExact threshold with the best exact match
	 * @param bestF1 threshold with the best F1
	 * @param halfAndHalf tuned on one half and scored on the other, both ways; null with
	 * too few questions
	 */
	record Study(String model, String name, String dataset, double threshold, int total,
			List<ThresholdCurve.Point> points, BestThreshold bestExact, BestThreshold bestF1, HalfAndHalf halfAndHalf) {

		static Study of(ThresholdStudy study) {
			return new Study(study.model().id(), study.model().name(), study.dataset(), study.model().nullThreshold(),
					study.total(), study.curve().points(), study.curve().bestExact(), study.curve().bestF1(),
					study.halfAndHalf());
		}

	}

	/**
	 * A threshold to promote.
	 *
	 * @param threshold null odds above which the answer is ""
	 */
	record Promotion(@NotNull @Schema(example = "-1.25") Double threshold) {

	}

	/** A promoted threshold, and the one before. */
	record Promoted(String model, String name, double threshold, double previous) {

	}

}
