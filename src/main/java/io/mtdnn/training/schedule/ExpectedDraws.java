package io.mtdnn.training.schedule;

import java.util.List;

import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.SamplingPolicy;
import io.mtdnn.plan.TrainingPlan;

/**
 * Estimates how often a run draws each task before the run is simulated. Rejects runs of
 * more than a hundred million steps, which would take too long to count, and runs that
 * never draw one of their tasks.
 */
final class ExpectedDraws {

	/** Number of points of the run at which probabilities are evaluated. */
	private static final int POINTS = 100;

	private static final double MAXIMUM_STEPS = 1e8;

	/** The resolution of a draw. Smaller weights have no effect. */
	private static final double LEAST = 0x1.0p-53;

	private final TaskMixture mixture;

	private final int lead;

	private final double leadingBatches;

	/**
	 * @param leadingBatches number of batches of the leading task in the whole run
	 */
	ExpectedDraws(TaskMixture mixture, int lead, double leadingBatches) {
		this.mixture = mixture;
		this.lead = lead;
		this.leadingBatches = leadingBatches;
	}

	/**
	 * Expected number of draws of a task. For each batch of the leading task, a task with
	 * probability p is drawn p / p(lead) times.
	 */
	double of(int task) {
		double draws = 0;
		for (int i = 0; i < POINTS; i++) {
			double[] weights = this.mixture.weights((i + 0.5) / POINTS);
			draws += weights[task] / weights[this.lead];
		}
		return this.leadingBatches * draws / POINTS;
	}

	/**
	 * Checks a run.
	 * @throws InvalidPlanException when the run would be endless or omit a task
	 */
	void check(TrainingPlan plan, List<TaskData> tasks) {
		double steps = 0;
		boolean fixed = plan.samplingPolicy() == SamplingPolicy.FIXED;
		PlanFaults faults = new PlanFaults();
		for (int i = 0; i < tasks.size(); i++) {
			double draws = of(i);
			steps += draws;
			if (fixed && this.mixture.weights(0)[i] < LEAST) {
				faults.add("tasks[" + i + "].weight",
						"a weight of %.2g is too small compared with the others: task '%s' would never be drawn"
							.formatted(this.mixture.weights(0)[i], tasks.get(i).task().name()));
			}
			if (!fixed && !(draws >= 1)) {
				faults.add("sampling",
						"task '%s' with %d training examples would be drawn %.2g times in the whole run; lower the exponent or the cap"
							.formatted(tasks.get(i).task().name(), tasks.get(i).examples(), draws));
			}
		}
		if (!(steps <= MAXIMUM_STEPS)) {
			faults.add(fixed ? "tasks" : "sampling",
					"the leading task '%s' is drawn so rarely that the run would take %s steps; at most %.0f are possible"
						.formatted(tasks.get(this.lead).task().name(),
								Double.isFinite(steps) ? "%.2g".formatted(steps) : "endless", MAXIMUM_STEPS));
		}
		faults.throwIfAny();
	}

}
