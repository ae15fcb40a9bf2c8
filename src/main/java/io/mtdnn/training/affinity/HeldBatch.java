package io.mtdnn.training.affinity;

import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Target.Value;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * Items of one task on which a loss is computed without learning.
 *
 * @param spanFactor factor of the sum of an answer's two losses, 1 or 1/2
 */
record HeldBatch(Task task, List<EncodedExample> items, double spanFactor) {

	static HeldBatch of(TrainingPlan plan, Task task, List<EncodedExample> items) {
		return new HeldBatch(task, List.copyOf(items), plan.spanLoss().factor());
	}

	/** The mean loss of the items, without dropout. */
	double loss(InferenceModel model) {
		List<TokenSequence> rows = this.items.stream().flatMap((item) -> item.sequences().stream()).toList();
		return this.task.head().everyToken() ? spans(model.spans(this.task.name(), rows))
				: outputs(model.scores(this.task.name(), rows));
	}

	private double spans(List<SpanLogits> logits) {
		double sum = 0;
		for (int i = 0; i < this.items.size(); i++) {
			Span span = (Span) this.items.get(i).target();
			sum += this.spanFactor * (crossEntropy(logits.get(i).start(), span.start())
					+ crossEntropy(logits.get(i).end(), span.end()));
		}
		return sum / this.items.size();
	}

	private double outputs(float[][] outputs) {
		double sum = 0;
		int row = 0;
		for (EncodedExample item : this.items) {
			int rows = item.sequences().size();
			sum += loss((rows > 1) ? column(outputs, row, rows) : outputs[row], item.target());
			row += rows;
		}
		return sum / this.items.size();
	}

	private static double loss(float[] outputs, Target target) {
		if (target instanceof Value value) {
			double difference = outputs[0] - value.value();
			return difference * difference;
		}
		return crossEntropy(outputs, ((Label) target).index());
	}

	/** The first output of some rows: the logit of each choice. */
	private static float[] column(float[][] outputs, int from, int count) {
		float[] column = new float[count];
		for (int i = 0; i < count; i++) {
			column[i] = outputs[from + i][0];
		}
		return column;
	}

	/** {@code -log softmax(logits)[index]}. */
	private static double crossEntropy(float[] logits, int index) {
		double largest = Double.NEGATIVE_INFINITY;
		for (float logit : logits) {
			largest = Math.max(largest, logit);
		}
		double sum = 0;
		for (float logit : logits) {
			sum += Math.exp(logit - largest);
		}
		return largest + Math.log(sum) - logits[index];
	}

}
