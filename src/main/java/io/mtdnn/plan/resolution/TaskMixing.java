package io.mtdnn.plan.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Sampling;
import io.mtdnn.plan.SamplingPolicy;
import io.mtdnn.plan.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the settings for drawing tasks, and checks the other settings of tasks.
 */
final class TaskMixing {

	private static final String SIZES = "sampling '%s' draws tasks by the sizes of their datasets; leave this field out";

	private final TrainingPlan plan;

	private final PlanFaults faults;

	/**
	 * @param plan the requested plan
	 */
	TaskMixing(TrainingPlan plan, PlanFaults faults) {
		this.plan = plan;
		this.faults = faults;
	}

	/** The sampling with its defaults; null for fixed weights, as in the paper. */
	@Nullable Sampling sampling() {
		Sampling asked = this.plan.sampling();
		if (asked == null) {
			return null;
		}
		SamplingPolicy policy = policy();
		boolean annealed = policy == SamplingPolicy.ANNEALED;
		reject("sampling.exponent", asked.exponent(), policy.hasExponent());
		reject("sampling.endExponent", asked.endExponent(), annealed);
		reject("sampling.cap", asked.cap(), !policy.isByWeight());
		if (policy == SamplingPolicy.FIXED) {
			return null;
		}
		Double exponent = policy.hasExponent() ? or(asked.exponent(), annealed ? 1.0 : 0.5) : null;
		return new Sampling(policy, exponent, annealed ? or(asked.endExponent(), 0.2) : null, asked.cap());
	}

	/** The tasks with weights that sum to 1, if the sampling is by weights. */
	List<PlannedTask> tasks() {
		List<PlannedTask> tasks = this.plan.tasks();
		checkLeads();
		checkBatches();
		if (!policy().isByWeight()) {
			forEach((field, task) -> {
				reject(field + ".weight", task.weight());
				reject(field + ".endWeight", task.endWeight());
			});
			return tasks;
		}
		boolean annealed = policy() == SamplingPolicy.ANNEALED_WEIGHTS;
		if (annealed && tasks.stream().allMatch((task) -> task.endWeight() == null)) {
			this.faults.add("tasks", "sampling 'annealed-weights' requires the endWeight of a task");
		}
		forEach((field, task) -> reject(field + ".endWeight", task.endWeight(), annealed));
		List<@Nullable Double> start = weights(".weight", PlannedTask::weight);
		List<@Nullable Double> end = annealed ? weights(".endWeight", PlannedTask::endWeight) : List.of();
		List<PlannedTask> resolved = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			resolved.add(tasks.get(i).withWeights(start.get(i), annealed ? end.get(i) : null));
		}
		return resolved;
	}

	private List<@Nullable Double> weights(String name, Function<PlannedTask, @Nullable Double> weight) {
		List<@Nullable Double> asked = new ArrayList<>();
		this.plan.tasks().forEach((task) -> asked.add(weight.apply(task)));
		boolean sound = IntStream.range(0, asked.size()).allMatch((i) -> this.faults.none("tasks[" + i + "]" + name));
		return sound && !asked.isEmpty()
				? this.faults.orElse(
						() -> TaskWeights.resolved(asked, name.equals(".weight") ? "weights" : "end weights"), asked)
				: asked;
	}

	private void checkLeads() {
		List<PlannedTask> leading = this.plan.tasks()
			.stream()
			.filter((task) -> Boolean.TRUE.equals(task.leads()))
			.toList();
		if (leading.size() > 1) {
			this.faults.add("tasks", leading.size() + " tasks have 'leads'; at most one task leads");
		}
	}

	private void checkBatches() {
		forEach((field, task) -> {
			Integer size = task.batchSize();
			if (size != null && this.faults.none(field + ".batchSize", "accumulationSteps")
					&& size < this.plan.accumulationSteps()) {
				this.faults.add(field + ".batchSize",
						"must be at least accumulationSteps (" + this.plan.accumulationSteps() + "), not " + size);
			}
		});
	}

	private SamplingPolicy policy() {
		SamplingPolicy policy = this.plan.samplingPolicy();
		return (policy != null) ? policy : SamplingPolicy.FIXED;
	}

	private void reject(String field, @Nullable Object value) {
		if (value != null) {
			this.faults.add(field, SIZES.formatted(shown(policy())));
		}
	}

	private void reject(String field, @Nullable Object value, boolean used) {
		if (value != null && !used) {
			this.faults.add(field, "sampling '" + shown(policy()) + "' does not use this field; leave it out");
		}
	}

	private void forEach(TaskCheck check) {
		for (int i = 0; i < this.plan.tasks().size(); i++) {
			check.accept("tasks[" + i + "]", this.plan.tasks().get(i));
		}
	}

	private static String shown(SamplingPolicy policy) {
		return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static <T> T or(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

	/** A check of one task. */
	private interface TaskCheck {

		void accept(String field, PlannedTask task);

	}

}
