package io.mtdnn.training.schedule;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.mtdnn.plan.LeadingTask;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Sampling;
import io.mtdnn.plan.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** Builds the batch schedule of a plan. */
public final class Schedules {

	private Schedules() {
	}

	/**
	 * The schedule of a plan from its start.
	 * @throws io.mtdnn.plan.InvalidPlanException when a task would never be drawn, or the
	 * run would have too many steps
	 */
	public static BatchSchedule of(TrainingPlan plan, List<TaskData> tasks) {
		int[] batches = tasks.stream().mapToInt(TaskData::batches).toArray();
		int lead = LeadingTask.of(plan.tasks(), tasks.stream().map(TaskData::task).toList());
		TaskMixture mixture = mixture(plan, tasks);
		new ExpectedDraws(mixture, lead, (double) plan.epochs() * batches[lead]).check(plan, tasks);
		return new BatchSchedule(mixture, batches, lead, plan.epochs(), plan.onExhaustion(), plan.seed());
	}

	private static TaskMixture mixture(TrainingPlan plan, List<TaskData> tasks) {
		int[] sizes = tasks.stream().mapToInt(TaskData::examples).toArray();
		Sampling sampling = plan.sampling();
		if (sampling == null) {
			return TaskMixture.fixed(weights(plan, PlannedTask::weight));
		}
		int cap = (sampling.cap() != null) ? sampling.cap() : Integer.MAX_VALUE;
		return switch (sampling.policy()) {
			case FIXED -> TaskMixture.fixed(weights(plan, PlannedTask::weight));
			case PROPORTIONAL -> TaskMixture.powers(sizes, cap, 1, 1);
			case TEMPERATURE -> TaskMixture.powers(sizes, cap, given(sampling.exponent()), given(sampling.exponent()));
			case ANNEALED -> TaskMixture.powers(sizes, cap, given(sampling.exponent()), given(sampling.endExponent()));
			case ANNEALED_WEIGHTS ->
				TaskMixture.linear(weights(plan, PlannedTask::weight), weights(plan, PlannedTask::endWeight));
		};
	}

	private static double given(@Nullable Double exponent) {
		return Objects.requireNonNull(exponent, "a resolved plan has the exponents of its sampling");
	}

	private static double[] weights(TrainingPlan plan, Function<PlannedTask, @Nullable Double> weight) {
		return plan.tasks().stream().map(weight).mapToDouble(Double::doubleValue).toArray();
	}

}
