package io.mtdnn.training.evaluation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionResults;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.evaluation.SquadMetrics;
import io.mtdnn.evaluation.SquadPrediction;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an evaluation of questions found: the official metrics at threshold 0 and the best
 * ones over all thresholds, then {@code spans_HasAns_exact|f1} (every question answered
 * with its best span) and {@code always_empty_exact|f1} (the baseline). Null odds are
 * kept so that the threshold can be tuned later without the model, and the result of each
 * question so that models can be compared.
 */
final class SpanScores implements TaskEvaluation.Scores {

	private final String dataset;

	private final List<SpanExample> examples;

	private final List<SquadPrediction> predictions;

	private final JsonMapper json;

	private final Map<String, Double> metrics;

	/**
	 * Scores predictions.
	 * @param examples the questions, in the order of the predictions
	 */
	SpanScores(String dataset, List<SpanExample> examples, List<SquadPrediction> predictions, JsonMapper json) {
		this.dataset = dataset;
		this.examples = examples;
		this.predictions = predictions;
		this.json = json;
		this.metrics = metrics(SquadMetrics.score(predictions));
	}

	/** The metrics of data with answerable and unanswerable questions. */
	static Set<String> metricNames() {
		return metrics(List.of(new QuestionScore("answerable", true, true, 1, 1, -1),
				new QuestionScore("unanswerable", false, true, 0, 0, 1)))
			.keySet();
	}

	private static Map<String, Double> metrics(List<QuestionScore> scores) {
		Map<String, Double> metrics = new LinkedHashMap<>(SquadMetrics.of(scores, 0));
		Map<String, Double> spans = SquadMetrics.at(scores, Double.POSITIVE_INFINITY);
		if (spans.containsKey("HasAns_f1")) {
			metrics.put("spans_HasAns_exact", spans.get("HasAns_exact"));
			metrics.put("spans_HasAns_f1", spans.get("HasAns_f1"));
		}
		Map<String, Double> empty = SquadMetrics.alwaysEmpty(scores);
		metrics.put("always_empty_exact", empty.get("exact"));
		metrics.put("always_empty_f1", empty.get("f1"));
		return metrics;
	}

	@Override
	public Map<String, Double> metrics() {
		return this.metrics;
	}

	/**
	 * Bytes, not text: the writer of bytes escapes surrogates without their other half,
	 * so that ids stay distinct.
	 */
	@Override
	public void writeDetails(Path bundle) {
		Path file = bundle.resolve("null-odds-" + this.dataset + ".jsonl");
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
			for (SquadPrediction prediction : this.predictions) {
				Map<String, Object> line = new LinkedHashMap<>();
				line.put("id", prediction.id());
				line.put("bestText", prediction.bestSpan());
				line.put("nullOdds", prediction.nullOdds());
				line.put("golds", prediction.golds());
				out.write(this.json.writeValueAsBytes(line));
				out.write('\n');
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		QuestionResults.write(bundle, this.dataset, results(), this.json);
	}

	private List<QuestionResult> results() {
		return IntStream.range(0, this.examples.size()).mapToObj((i) -> {
			SpanExample example = this.examples.get(i);
			return QuestionResult.of(example.article(), example.question(), example.context(), this.predictions.get(i));
		}).toList();
	}

}
