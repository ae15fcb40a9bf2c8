package io.mtdnn.evaluation.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.Split;
import io.mtdnn.evaluation.OfficialEvaluation;
import io.mtdnn.task.Fault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Evaluates predictions as the official SQuAD script does. */
@RestController
@Tag(name = "Evaluations", description = "The official evaluator for predictions of any model")
class EvaluationsController {

	private static final String EXAMPLE = """
			{"dataset": {"data": [{"paragraphs": [{"qas": [
			 {"id": "a", "answers": [{"text": "Marta Lindqvist"}]}, {"id": "b", "answers": []}]}]}]},
			 "predictions": {"a": "the engineer Marta Lindqvist", "b": ""}, "nullOdds": {"a": -3.5, "b": 2.25}, "threshold": 0}""";

	private final DatasetCatalog datasets;

	EvaluationsController(DatasetCatalog datasets) {
		this.datasets = datasets;
	}

	@PostMapping(path = "/evaluations", consumes = "application/json", produces = "application/json")
	@Operation(operationId = "evaluate", summary = "Evaluate predictions as the official SQuAD script does",
			description = "The metrics of evaluate-v2.0.py for `predictions.json` and, if given,"
					+ " `null_odds.json`. Nothing is stored.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject(value = EXAMPLE))))
	@ApiResponse(responseCode = "200", description = "The metrics under their official names, in percent")
	@ApiResponse(responseCode = "400",
			description = "The dataset is not a question dataset, or questions have no prediction; the problem"
					+ " names them")
	Result evaluate(@RequestBody Request request) {
		List<Fault> faults = new ArrayList<>();
		Map<String, List<String>> golds = golds(request.dataset(), faults);
		if (request.predictions() == null) {
			faults.add(new Fault("predictions", "predictions is required: an answer for each question id"));
		}
		OfficialEvaluation evaluation = new OfficialEvaluation(golds,
				(request.predictions() != null) ? request.predictions() : Map.of(), request.nullOdds(),
				(request.threshold() != null) ? request.threshold() : OfficialEvaluation.THRESHOLD);
		if (faults.isEmpty()) {
			faults.addAll(evaluation.faults());
		}
		if (!faults.isEmpty()) {
			throw new InvalidEvaluationException(faults);
		}
		return new Result(evaluation.threshold(), evaluation.metrics());
	}

	private Map<String, List<String>> golds(@Nullable JsonNode dataset, List<Fault> faults) {
		if (dataset != null && dataset.isString()) {
			return named(dataset.stringValue(), faults);
		}
		if (dataset == null || !dataset.isObject()) {
			faults.add(new Fault("dataset", "dataset must be the name of a dataset, or a SQuAD document"));
			return Map.of();
		}
		SquadGolds golds = SquadGolds.read(dataset);
		faults.addAll(golds.faults());
		return golds.golds();
	}

	private Map<String, List<String>> named(String dataset, List<Fault> faults) {
		Map<String, List<String>> golds = new LinkedHashMap<>();
		try {
			this.datasets.read(dataset, Split.EVALUATION, Integer.MAX_VALUE).examples().forEach((example) -> {
				if (example instanceof SpanExample question) {
					golds.put(question.id(), question.answers().stream().map(GoldAnswer::text).toList());
				}
			});
		}
		catch (DatasetException ex) {
			faults.add(new Fault("dataset", ex.getMessage()));
		}
		return golds;
	}

	/**
	 * The body of a request to evaluate predictions.
	 *
	 * @param dataset the name of a dataset, or a SQuAD document
	 * @param predictions per question id its answer
	 * @param nullOdds per question id the null odds
	 * @param threshold null odds above which an answer counts as ""
	 */
	@Schema(name = "EvaluationRequest", requiredProperties = { "dataset", "predictions" })
	record Request(@Schema(
			description = "The name of a dataset, whose evaluation file is read, or a SQuAD document with `data`",
			types = {
					"string", "object" }) @Nullable JsonNode dataset,
			@Schema(description = "The answer for each question id, \"\" for none, as in `predictions.json`") @Nullable Map<String, String> predictions,
			@JsonAlias("null_odds") @Schema(
					description = "Null odds for each question id, as in `null_odds.json` (`--na-prob-file`); if"
							+ " given, the best thresholds are searched") @Nullable Map<String, Double> nullOdds,
			@Schema(description = "Null odds above which an answer counts as \"\" (`--na-prob-thresh`)",
					defaultValue = "1.0") @Nullable Double threshold){

	}

	/**
	 * The official metrics.
	 *
	 * @param threshold the threshold of {@code exact} and {@code f1}
	 * @param metrics by their official names
	 */
	@Schema(name = "EvaluationResult")
	record Result(@Schema(description = "The threshold of `exact` and `f1`") double threshold, @Schema(
			description = "Metrics by their official names: percentages, except `total` and thresholds") Map<String, Double> metrics) {

	}

}
