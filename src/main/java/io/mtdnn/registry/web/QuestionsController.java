package io.mtdnn.registry.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.registry.predictions.EvaluatedQuestions;
import io.mtdnn.registry.predictions.QuestionPage;
import io.mtdnn.registry.predictions.QuestionQuery;
import io.mtdnn.registry.predictions.Verdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Evaluated questions with the answers of a model, to look at its errors. */
@RestController
@RequestMapping(path = "/models/{model}/questions", produces = "application/json")
@Tag(name = "Models")
class QuestionsController {

	private final ModelRegistry registry;

	private final EvaluatedQuestions questions;

	QuestionsController(ModelRegistry registry, EvaluatedQuestions questions) {
		this.registry = registry;
		this.questions = questions;
	}

	@GetMapping
	@Operation(operationId = "questions", summary = "Questions of a model's evaluation set with its answers",
			description = "Uses the stored results of the evaluation; no model is run. `right`: an exact match, or"
					+ " \"\" for an unanswerable question. `wrong-span`: another answer. `false-answer`: an answer to an unanswerable question. `missed-answer`: \"\" for an answerable one.")
	@ApiResponse(responseCode = "200",
			description = "A page of questions, and the number of questions with each verdict")
	@ApiResponse(responseCode = "400", description = "A parameter is wrong")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	@ApiResponse(responseCode = "422", description = "The model has no results by question for that dataset")
	QuestionPage questions(
			@PathVariable @Parameter(description = "alias, id or name", example = "default") String model,
			@RequestParam(required = false) @Parameter(
					description = "Required if the model was evaluated on several datasets with questions",
					example = "sample-squad") @Nullable String dataset,
			@RequestParam(required = false) @Parameter(
					description = "Null odds above which the answer is \"\"; by default the model's") @Nullable Double threshold,
			@RequestParam(required = false) @Parameter(
					description = "Only questions with one of these verdicts, separated by commas",
					schema = @Schema(type = "string",
							example = "wrong-span,false-answer")) @Nullable List<String> verdict,
			@RequestParam(required = false) @Parameter(description = "Only questions that contain this text") @Size(
					max = 200) @Nullable String text,
			@RequestParam(required = false) @Parameter(
					description = "Shuffles the questions; pages with the same seed share one order") @Nullable Long seed,
			@RequestParam(defaultValue = "0") @Parameter(
					description = "Number of questions to skip: `next` of the previous page") @Min(0) int from,
			@RequestParam(defaultValue = "20") @Min(0) @Max(200) int limit) {
		return this.questions.page(this.registry.get(model),
				new QuestionQuery(dataset, finite(threshold), verdicts(verdict), text, seed, from, limit));
	}

	/** Rejects a threshold with which all answers or none would be "". */
	static @Nullable Double finite(@Nullable Double threshold) {
		if (threshold != null && !Double.isFinite(threshold)) {
			throw new RegistryInputException("threshold", "the threshold must be a finite number");
		}
		return threshold;
	}

	private static Set<Verdict> verdicts(@Nullable List<String> texts) {
		return (texts == null) ? Set.of()
				: texts.stream().map(QuestionsController::verdict).collect(Collectors.toSet());
	}

	private static Verdict verdict(String text) {
		return Arrays.stream(Verdict.values())
			.filter((one) -> one.text().equals(text))
			.findFirst()
			.orElseThrow(() -> new RegistryInputException("verdict", "'verdict' is one of "
					+ String.join(", ", Arrays.stream(Verdict.values()).map(Verdict::text).toList())));
	}

}
