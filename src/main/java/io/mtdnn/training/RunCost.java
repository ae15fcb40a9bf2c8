package io.mtdnn.training;

import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.BertConfig;
import io.mtdnn.task.TokenSequence;

/**
 * Floating-point operations of a run, to estimate how long it takes: 2 per weight and token forward, twice that
 * backward, and the attention products. Padding and element-wise work are in the assumed efficiency.
 */
final class RunCost {

	/** Forward plus backward, in forwards. */
	private static final int TRAINING = 3;

	/** Share of the speed of a bare matrix product that a whole step reaches. */
	private static final double EFFICIENCY = 0.4;

	private final BertConfig config;

	RunCost(BertConfig config) {
		this.config = config;
	}

	/**
	 * Expected seconds of the whole run.
	 * @param operationsPerSecond what a bare matrix product reaches on this machine
	 */
	double seconds(TrainingPlan plan, List<PreparedTask> prepared, PreflightReport report,
			double operationsPerSecond) {
		return of(plan, prepared, report) / (EFFICIENCY * operationsPerSecond);
	}

	/**
	 * Operations of the whole run.
	 * @param report steps per task
	 */
	double of(TrainingPlan plan, List<PreparedTask> prepared, PreflightReport report) {
		double total = 0;
		for (int i = 0; i < prepared.size(); i++) {
			List<EncodedExample> items = prepared.get(i).encoded().items();
			double perItem = items.stream().mapToDouble(this::item).average().orElse(0);
			double trained = (double) report.tasks().get(i).steps() * Math.min(plan.batchSize(), items.size());
			double evaluated = (double) plan.epochs() * report.tasks().get(i).evaluationExamples()
					* ((double) items.size() / report.tasks().get(i).examples());
			total += perItem * (TRAINING * trained + evaluated);
		}
		return total;
	}

	private double item(EncodedExample item) {
		double operations = 0;
		for (TokenSequence row : item.sequences()) {
			operations += row(row.length());
		}
		return operations;
	}

	/** One forward pass of one row. */
	double row(int tokens) {
		double hidden = this.config.hiddenSize();
		double weights = this.config.layers() * (4 * hidden * hidden + 2 * hidden * this.config.intermediateSize());
		return 2 * tokens * weights + 4.0 * tokens * tokens * hidden * this.config.layers();
	}

}
