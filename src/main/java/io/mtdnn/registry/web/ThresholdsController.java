package io.mtdnn.registry.web;

import java.util.List;

import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.thresholds.Thresholds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
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
	@Operation(summary = "EM, F1, HasAns and NoAns, risk and coverage over the null threshold",
			description = "Computed from stored null odds; no model is run. A question is"
					+ " answered with \"\" if and only if its null odds exceed the threshold. The best thresholds are tuned on the questions that they are reported on, so their scores are optimistic; `halfAndHalf` has unbiased scores. `bestExact` and `bestF1` are the best of this curve and reach their scores when they are promoted; `official` has the results of the official evaluator's search. `targets` has a threshold for each maximum share of wrong answers, chosen on one half of the articles and reported on the other.")
	@ApiResponse(responseCode = "200", description = "The curve")
	@ApiResponse(responseCode = "422", description = "The model has no null odds for that dataset")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	StudyView study(@PathVariable @Parameter(description = "alias, id or name", example = "default") String model,
			@RequestParam(required = false) @Parameter(description = "required if the model was evaluated on several",
					example = "sample-squad") String dataset,
			@RequestParam(defaultValue = "100") @Parameter(
					description = "Approximate number of thresholds to evaluate") @Min(2) @Max(1000) int points,
			@RequestParam(defaultValue = "1,2,5,10,20") @Parameter(
					description = "Maximum shares of wrong answers among the answered questions, in percent") List<@NotNull @DecimalMin("0") @DecimalMax("100") Double> targets) {
		List<Double> shares = targets.stream().map((percent) -> percent / 100).toList();
		return StudyView.of(this.thresholds.study(this.registry.get(model), dataset, points, shares));
	}

	@PutMapping(path = "/threshold", consumes = "application/json")
	@Operation(summary = "Promote a null threshold",
			description = "The model then returns \"\" above these null odds unless a request contains"
					+ " `nullThreshold`.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject("{\"threshold\": -1.25}"))))
	@ApiResponse(responseCode = "200", description = "The model's new and previous threshold")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	Promoted promote(@PathVariable @Parameter(example = "default") String model,
			@Valid @RequestBody Promotion promotion) {
		RegisteredModel before = this.registry.get(model);
		RegisteredModel after = this.thresholds.promote(before, promotion.threshold());
		return new Promoted(after.id(), after.name(), after.nullThreshold(), before.nullThreshold());
	}

	/**
	 * A threshold to promote.
	 *
	 * @param threshold null odds above which the answer is ""
	 */
	record Promotion(@NotNull @Schema(example = "-1.25") Double threshold) {

	}

	/** A promoted threshold and the previous one. */
	record Promoted(String model, String name, double threshold, double previous) {

	}

}
