package io.mtdnn.experiments.web;

import java.util.List;
import java.util.Locale;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.comparison.Category;
import io.mtdnn.experiments.comparison.ComparisonMarkdown;
import io.mtdnn.experiments.comparison.ComparisonQuery;
import io.mtdnn.experiments.comparison.ComparisonQuery.Side;
import io.mtdnn.experiments.comparison.Comparisons;
import io.mtdnn.experiments.comparison.ModelComparison;
import io.mtdnn.experiments.run.ArmModels;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Comparisons of models over HTTP. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping("/comparisons")
@Tag(name = "Experiments", description = "Many runs from one request, and their results")
class ComparisonsController {

	private static final String MARKDOWN = "text/markdown";

	private final Comparisons comparisons;

	private final ArmModels armModels;

	ComparisonsController(Comparisons comparisons, ArmModels armModels) {
		this.armModels = armModels;
		this.comparisons = comparisons;
	}

	@GetMapping
	@Operation(summary = "Compare two models question by question",
			description = "Lists the questions that one side answers exactly and the other does not, with"
					+ " context, gold answers, best spans and null odds, and tests the differences by category. Each side may be several models that differ in their seed, separated by commas; a side then wins a question that more than half of its models answer exactly. Intervals count articles, and seeds if a side has several. Uses stored evaluation results; no model is run.")
	@ApiResponse(responseCode = "200", description = "The comparison",
			content = {
					@Content(mediaType = "application/json", schema = @Schema(implementation = ModelComparison.class)),
					@Content(mediaType = MARKDOWN, schema = @Schema(type = "string")) })
	@ApiResponse(responseCode = "400", description = "A parameter is wrong")
	@ApiResponse(responseCode = "422", description = "The models were not evaluated on the same questions")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	@ApiResponse(responseCode = "409", description = "A model has no results by question")
	ResponseEntity<?> compare(
			@RequestParam @Parameter(description = "alias, id or name; several separated by commas",
					example = "default") List<String> a,
			@RequestParam @Parameter(description = "alias, id or name; several separated by commas",
					example = "default") List<String> b,
			@RequestParam(required = false) @Parameter(
					description = "id of an experiment; `a` and `b` are then labels of its arms, and stand for the models of all their finished runs") @Nullable String experiment,
			@RequestParam(required = false) @Parameter(
					description = "required if the models were evaluated on several") @Nullable String dataset,
			@RequestParam(required = false) @Parameter(
					description = "null odds above which all models answer \"\"; default each model's own") @Nullable Double threshold,
			@RequestParam(required = false) @Parameter(description = "only questions that this side wins",
					schema = @Schema(allowableValues = { "a", "b" })) @Nullable String won,
			@RequestParam(required = false) @Parameter(
					description = "list only questions of one group of this category",
					schema = @Schema(allowableValues = { "answerable", "questionWord", "answerLength", "contextLength",
							"article" })) @Nullable String category,
			@RequestParam(required = false) @Parameter(description = "the group, such as `who`") @Nullable String value,
			@RequestParam(defaultValue = "0") @Parameter(
					description = "number of questions to skip: `next` of the page before") @Min(0) int from,
			@RequestParam(defaultValue = "20") @Parameter(
					description = "maximum number of questions to list") @Min(0) @Max(200) int limit,
			@RequestParam(defaultValue = "json") @Parameter(
					schema = @Schema(allowableValues = { "json", "markdown" })) String format) {
		boolean markdown = Choice.of("format", format, List.of("json", "markdown")).equals("markdown");
		ModelComparison comparison = this.comparisons
			.compare(new ComparisonQuery(models(experiment, "a", a), models(experiment, "b", b), dataset,
					finite(threshold), side(won), category(category, value), value, from, limit));
		return markdown
				? ResponseEntity.ok()
					.contentType(MediaType.parseMediaType(MARKDOWN + ";charset=UTF-8"))
					.body(ComparisonMarkdown.of(comparison))
				: ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(comparison);
	}

	private List<String> models(@Nullable String experiment, String side, List<String> named) {
		return (experiment != null) ? this.armModels.of(experiment, side, String.join(", ", named)) : named;
	}

	private static @Nullable Double finite(@Nullable Double threshold) {
		if (threshold != null && !Double.isFinite(threshold)) {
			throw new ExperimentFaultsException("threshold", "the threshold must be a finite number");
		}
		return threshold;
	}

	private static @Nullable Side side(@Nullable String won) {
		return (won == null) ? null : Side.valueOf(Choice.of("won", won, List.of("a", "b")).toUpperCase(Locale.ROOT));
	}

	private static @Nullable Category category(@Nullable String category, @Nullable String value) {
		if (category == null && value == null) {
			return null;
		}
		if (category == null || value == null) {
			throw new ExperimentFaultsException((category == null) ? "category" : "value",
					"category and value are given together, such as category=questionWord&value=who");
		}
		return Choice.of("category", category, List.of(Category.values()), Category::text);
	}

}
