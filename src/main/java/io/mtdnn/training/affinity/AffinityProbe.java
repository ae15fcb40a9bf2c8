package io.mtdnn.training.affinity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.plan.Affinity;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.TrainingEvent.AffinityMeasured;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import io.mtdnn.training.schedule.SplitMix;
import io.mtdnn.training.schedule.TaskData;
import org.jspecify.annotations.Nullable;

/**
 * Measures how a step of one task changes the losses of all tasks: 1 - L(after) /
 * L(before) on a fixed batch of each task, positive when the step helped (Fifty et al.
 * 2021, equation 1). Each step trains one task here, so the step itself is the measured
 * one; nothing is undone, and draws and weights are those of a run without measurements.
 */
public final class AffinityProbe {

	private static final long HELD = 5;

	private final @Nullable Affinity settings;

	private final InferenceModel model;

	private final List<HeldBatch> batches;

	private final List<String> names;

	public AffinityProbe(TrainingPlan plan, List<TaskData> tasks, InferenceModel model) {
		Affinity settings = plan.affinity();
		this.settings = settings;
		this.model = model;
		this.names = tasks.stream().map((task) -> task.task().name()).toList();
		this.batches = (settings == null) ? List.of()
				: IntStream.range(0, tasks.size())
					.mapToObj((i) -> held(plan, settings.examples(), tasks.get(i), i))
					.toList();
	}

	private static HeldBatch held(TrainingPlan plan, int examples, TaskData task, int index) {
		int[] order = IntStream.range(0, task.items().size()).toArray();
		SplitMix.of(plan.seed(), HELD, index).shuffle(order);
		List<EncodedExample> items = new ArrayList<>();
		for (int i = 0; i < Math.min(examples, order.length); i++) {
			items.add(task.items().get(order[i]));
		}
		return HeldBatch.of(plan, task.task(), items);
	}

	/**
	 * Runs a step, and measures what it changes when it is one of those to measure.
	 */
	public <T> Measured<T> around(Draw draw, Supplier<T> step) {
		if (this.settings == null || draw.step() % this.settings.everySteps() != 0) {
			return new Measured<>(step.get(), Optional.empty());
		}
		List<Double> before = losses();
		T result = step.get();
		List<Double> after = losses();
		Map<String, Double> changes = new LinkedHashMap<>();
		for (int i = 0; i < this.names.size(); i++) {
			changes.put(this.names.get(i), (before.get(i) > 0) ? 1 - after.get(i) / before.get(i) : 0);
		}
		return new Measured<>(result,
				Optional.of(new AffinityMeasured(draw.step(), this.names.get(draw.task()), changes)));
	}

	private List<Double> losses() {
		return this.batches.stream().map((batch) -> batch.loss(this.model)).toList();
	}

	/**
	 * A step that was run.
	 *
	 * @param affinity empty when the step was not one of those to measure
	 */
	public record Measured<T>(T result, Optional<AffinityMeasured> affinity) {

	}

}
