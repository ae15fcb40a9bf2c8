package io.mtdnn.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.plan.EarlyStopping;
import io.mtdnn.plan.Keep;
import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.LeadingTask;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.Task;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.checkpoint.RunState.Best;
import io.mtdnn.training.checkpoint.RunState.Last;
import org.jspecify.annotations.Nullable;

/**
 * Decides which epochs' models a run keeps and when it ends early.
 *
 * @param by the metric that selects the best epoch; null if only the last epoch is kept
 * @param laterWins whether the later of two epochs with equal values is the best
 * @param stopping early stopping; null for none
 */
public record KeptEpochs(Keep keep, @Nullable EpochMetric by, boolean laterWins, @Nullable EarlyStopping stopping) {

	/** The rules of a plan whose tasks are evaluated on their own datasets. */
	public static KeptEpochs of(TrainingPlan plan, List<Task> tasks) {
		Map<String, Task> evaluated = new LinkedHashMap<>();
		tasks.forEach((task) -> evaluated.put(task.name(), task));
		return of(plan, tasks, evaluated);
	}

	/**
	 * The rules of a plan. A plan without {@code keep} is from an earlier version, which
	 * kept the best epoch by early stopping's metric, or else by the leading task's main
	 * metric, and of equal epochs the first.
	 * @param evaluated each task by the name of its first evaluation set
	 */
	public static KeptEpochs of(TrainingPlan plan, List<Task> tasks, Map<String, Task> evaluated) {
		if (plan.keep() != null) {
			return new KeptEpochs(plan.keep(), EpochMetric.of(plan.keepMetric(), evaluated), true,
					plan.earlyStopping());
		}
		Task lead = tasks.get(LeadingTask.of(plan.tasks(), tasks));
		EarlyStopping stopping = plan.earlyStopping();
		KeepMetric by = (stopping != null) ? new KeepMetric(stopping.dataset(), stopping.metric())
				: new KeepMetric(lead.name(), lead.mainMetric());
		return new KeptEpochs(Keep.BEST, EpochMetric.of(by, evaluated), false, stopping);
	}

	public boolean keepsLast() {
		return this.keep != Keep.BEST;
	}

	public boolean keepsBest() {
		return this.keep != Keep.LAST;
	}

	/** The state after an evaluation. */
	public RunState after(RunState state, Map<String, Map<String, Double>> metrics) {
		Last last = new Last(state.epoch(), metrics);
		Best best = keepsBest() ? best(state, metrics) : null;
		if (this.stopping == null) {
			return state.evaluated(best, last, null, 0);
		}
		double watched = EpochMetric.of(this.stopping.dataset(), this.stopping.metric()).value(metrics);
		double before = before(state);
		boolean improved = watched > before;
		return state.evaluated(best, last, Math.max(watched, before),
				improved ? 0 : state.epochsWithoutImprovement() + 1);
	}

	private EpochMetric metric() {
		return Objects.requireNonNull(this.by, "the best epoch is kept by a metric");
	}

	private Best best(RunState state, Map<String, Map<String, Double>> metrics) {
		double value = metric().value(metrics);
		Best before = state.best();
		if (before == null || value > before.metric() || (this.laterWins && value == before.metric())) {
			return new Best(state.epoch(), value, metrics);
		}
		return before;
	}

	/**
	 * The best previous value of early stopping's metric. In the states of an earlier
	 * version, it is that of the best epoch.
	 */
	private static double before(RunState state) {
		if (state.watched() != null) {
			return state.watched();
		}
		return (state.best() != null) ? state.best().metric() : Double.NEGATIVE_INFINITY;
	}

	/** Describes how the last epoch's model was chosen, for its provenance. */
	Map<String, Object> describeLast() {
		Map<String, Object> selection = new LinkedHashMap<>();
		selection.put("keep", "last");
		selection.put("reason",
				"the model after the last trained epoch" + ((this.stopping != null) ? "; " + this.stopping.metric()
						+ " of the evaluation set of '" + this.stopping.dataset() + "' decided when to stop" : ""));
		return selection;
	}

	/** Describes how the best epoch's model was chosen, for its provenance. */
	Map<String, Object> describeBest(Best best) {
		Map<String, Object> selection = new LinkedHashMap<>();
		selection.put("keep", "best");
		selection.putAll(metric().names());
		selection.put("value", best.metric());
		selection.put("reason", "the best epoch by " + metric().description()
				+ ", chosen on the evaluation set: its scores there are optimistic");
		return selection;
	}

}
