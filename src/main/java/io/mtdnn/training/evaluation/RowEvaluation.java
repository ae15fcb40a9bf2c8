package io.mtdnn.training.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/** Evaluates heads that have logits for each input row, not for each token. */
final class RowEvaluation implements TaskEvaluation {

	private final String dataset;

	private final Task task;

	private final List<TokenSequence> sequences = new ArrayList<>();

	/** Index of the first sequence of each item, followed by the total. */
	private final int[] firsts;

	private final List<Target> targets;

	private final int tokens;

	private final Metrics metrics;

	/**
	 * An evaluation of encoded examples.
	 * @param dataset name of the evaluation set
	 * @param tokens maximum size of a batch: number of rows times the tokens of the
	 * longest one
	 * @param metrics computes the metrics from targets and logits
	 */
	RowEvaluation(String dataset, Task task, List<EncodedExample> items, int tokens, Metrics metrics) {
		this.dataset = dataset;
		this.task = task;
		this.tokens = tokens;
		this.metrics = metrics;
		this.firsts = new int[items.size() + 1];
		this.targets = items.stream().map(EncodedExample::target).toList();
		for (int i = 0; i < items.size(); i++) {
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
		return new MetricScores(this.metrics.of(this.task, this.targets, logits(scores)));
	}

	private List<float[]> logits(float[][] scores) {
		List<float[]> logits = new ArrayList<>();
		for (int i = 0; i < this.targets.size(); i++) {
			logits.add(this.task.head().severalRows() ? first(scores, this.firsts[i], this.firsts[i + 1])
					: scores[this.firsts[i]]);
		}
		return logits;
	}

	/** The only logit of each row of an item. */
	private static float[] first(float[][] scores, int from, int to) {
		float[] first = new float[to - from];
		for (int i = from; i < to; i++) {
			first[i - from] = scores[i][0];
		}
		return first;
	}

	/** The metrics of a kind of target. */
	@FunctionalInterface
	interface Metrics {

		/**
		 * Computes the metrics.
		 * @param targets the targets of all items
		 * @param logits the logits of each item: one per output, or one per row of an
		 * item with several rows
		 * @return metrics by name; the task's main metric is first
		 */
		Map<String, Double> of(Task task, List<Target> targets, List<float[]> logits);

	}

}
