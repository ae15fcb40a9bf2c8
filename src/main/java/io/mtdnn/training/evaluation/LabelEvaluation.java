package io.mtdnn.training.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.evaluation.ClassificationMetrics;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * Evaluates heads that choose one of several, choices or classes, by the highest logit.
 */
final class LabelEvaluation implements TaskEvaluation {

	private final String dataset;

	private final Task task;

	private final List<TokenSequence> sequences = new ArrayList<>();

	/** Per item the index of its first sequence; one more at the end. */
	private final int[] firsts;

	private final int[] labels;

	private final int tokens;

	/**
	 * @param dataset name of the evaluation set
	 * @param items encoded evaluation examples
	 * @param tokens most padded tokens per batch
	 */
	LabelEvaluation(String dataset, Task task, List<EncodedExample> items, int tokens) {
		this.dataset = dataset;
		this.task = task;
		this.tokens = tokens;
		this.firsts = new int[items.size() + 1];
		this.labels = new int[items.size()];
		for (int i = 0; i < items.size(); i++) {
			this.labels[i] = ((Label) items.get(i).target()).index();
			this.sequences.addAll(items.get(i).sequences());
			this.firsts[i + 1] = this.sequences.size();
		}
	}

	@Override
	public String dataset() {
		return this.dataset;
	}

	@Override
	public List<TokenSequence> rows() {
		return Collections.unmodifiableList(this.sequences);
	}

	@Override
	public Scores evaluate(InferenceModel model, IntConsumer reading) {
		float[][] scores = new float[this.sequences.size()][];
		TokenBudgetBatches.forEach(this.sequences, this.tokens, reading,
				(rows) -> List.of(model.scores(this.task.name(), rows)), (row, found) -> scores[row] = found);
		return new MetricScores(metrics(this.task, this.labels, predictions(scores)));
	}

	private int[] predictions(float[][] scores) {
		int[] predictions = new int[this.labels.length];
		for (int i = 0; i < predictions.length; i++) {
			predictions[i] = this.task.head().severalRows() ? bestChoice(scores, this.firsts[i], this.firsts[i + 1])
					: best(scores[this.firsts[i]]);
		}
		return predictions;
	}

	private static int best(float[] logits) {
		int best = 0;
		for (int i = 1; i < logits.length; i++) {
			best = (logits[i] > logits[best]) ? i : best;
		}
		return best;
	}

	private static int bestChoice(float[][] scores, int from, int to) {
		int best = from;
		for (int i = from + 1; i < to; i++) {
			best = (scores[i][0] > scores[best][0]) ? i : best;
		}
		return best - from;
	}

	/** The dataset's main metric first. */
	static Map<String, Double> metrics(Task task, int[] labels, int[] predictions) {
		Map<String, Double> found = ClassificationMetrics.of(task.labels().size(), labels, predictions);
		Map<String, Double> metrics = new LinkedHashMap<>();
		if (found.containsKey(task.mainMetric())) {
			metrics.put(task.mainMetric(), found.get(task.mainMetric()));
		}
		metrics.putAll(found);
		return metrics;
	}

}
