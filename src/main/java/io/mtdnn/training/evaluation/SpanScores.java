package io.mtdnn.training.evaluation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.evaluation.SquadMetrics;
import tools.jackson.databind.json.JsonMapper;

/**
 * The scores of an evaluation of questions: the official metrics at threshold 0 and the
 * best ones over all thresholds, then {@code spans_HasAns_exact|f1} (every question
 * answered with its best span) and {@code always_empty_exact|f1} (every question answered
 * with ""). The null odds are stored, so that the threshold can be tuned later without
 * the model.
 */
final class SpanScores implements TaskEvaluation.Scores {

	private final SpanDetails details;

	private final Map<String, Double> metrics;

	private final List<QuestionScore> scores;

	SpanScores(String dataset, List<SpanResult> results, JsonMapper json) {
		this.details = new SpanDetails(dataset, results, json);
		this.scores = SquadMetrics.score(results.stream().map(SpanResult::prediction).toList());
		this.metrics = metrics(this.scores);
	}

	/**
	 * The metrics of data with answerable questions (true), unanswerable ones (false) or
	 * both.
	 */
	static Set<String> metricNames(Set<Boolean> answerable) {
		return metrics(answerable.stream().map((one) -> new QuestionScore("", one, true, 1, 1, 0)).toList()).keySet();
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

	@Override
	public Map<String, Double> firstHalf() {
		List<QuestionScore> half = this.scores.stream().filter((score) -> HalfAndHalf.isFirst(score.id())).toList();
		return half.isEmpty() ? this.metrics : metrics(half);
	}

	@Override
	public void writeDetails(Path bundle) {
		this.details.write(bundle);
	}

}
