package io.mtdnn.training.checkpoint;

import java.util.List;
import java.util.Map;

import io.mtdnn.training.schedule.BatchSchedule;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run apart from weights and optimiser state. Draws, shuffles and dropout
 * depend only on the seed and the step, so only the step is stored for them.
 *
 * @param planHash hash of plan, data and encoder; checkpoints with a different hash are
 * not resumed
 * @param step number of completed steps
 * @param epoch epoch of the last step; 0 before the first step
 * @param evaluationPending whether the last step ended an epoch that has not been
 * evaluated yet
 * @param tasks totals of each task, in the order of the plan
 * @param best the best epoch so far; null before the first evaluation or if it is not
 * kept
 * @param epochsWithoutImprovement number of epochs since early stopping's metric improved
 * @param last the last epoch that was evaluated; null before the first evaluation
 * @param watched best value of early stopping's metric so far; null before the first
 * evaluation or without early stopping
 */
public record RunState(String planHash, int step, int epoch, boolean evaluationPending, List<TaskState> tasks,
		@Nullable Best best, int epochsWithoutImprovement, @Nullable Last last, @Nullable Double watched) {

	public static RunState start(String planHash, int tasks) {
		return new RunState(planHash, 0, 0, false, java.util.Collections.nCopies(tasks, new TaskState(0, 0, 0)), null,
				0, null, null);
	}

	/**
	 * The state after a step with a batch of {@code items} items and the mean loss {@code
	 * loss}.
	 */
	public RunState after(BatchSchedule.Draw draw, int items, double loss) {
		List<TaskState> totals = new java.util.ArrayList<>(this.tasks);
		TaskState total = totals.get(draw.task());
		totals.set(draw.task(), new TaskState(total.draws() + 1, total.items() + items, total.lossSum() + loss));
		return new RunState(this.planHash, draw.step(), draw.epoch(), draw.endsEpoch(), List.copyOf(totals), this.best,
				this.epochsWithoutImprovement, this.last, this.watched);
	}

	public RunState evaluated(@Nullable Best newBest, Last newLast, @Nullable Double newWatched,
			int withoutImprovement) {
		return new RunState(this.planHash, this.step, this.epoch, false, this.tasks, newBest, withoutImprovement,
				newLast, newWatched);
	}

	/**
	 * Totals of a task.
	 *
	 * @param draws number of steps that drew the task
	 * @param items number of items in these steps
	 * @param lossSum sum of its steps' mean losses
	 */
	public record TaskState(int draws, long items, double lossSum) {

	}

	/**
	 * The best epoch.
	 *
	 * @param epoch 1-based
	 * @param metric value of the metric that selects the best epoch
	 * @param metrics all metrics by evaluation set
	 */
	public record Best(int epoch, double metric, Map<String, Map<String, Double>> metrics) {

	}

	/**
	 * The last epoch.
	 *
	 * @param epoch 1-based
	 * @param metrics all metrics by evaluation set
	 */
	public record Last(int epoch, Map<String, Map<String, Double>> metrics) {

	}

}
