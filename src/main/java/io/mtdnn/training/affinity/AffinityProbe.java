package io.mtdnn.training.affinity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.mtdnn.model.Batch;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModel.GradientComparison;
import io.mtdnn.plan.Affinity;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.TrainingEvent.AffinityMeasured;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import io.mtdnn.training.schedule.SplitMix;
import io.mtdnn.training.schedule.TaskData;
import org.jspecify.annotations.Nullable;

/**
 * Measures how a step of one task changes the losses of all tasks: 1 - L(after) /
 * L(before) on a fixed batch of each task, positive if the step decreased the loss (Fifty
 * et al. 2021, equation 1); and, before the step, the cosines between the encoder's
 * gradients of these batches. Each step trains only one task, so the step of the run
 * itself is measured. Draws and weights are those of a run without measurements.
 */
public final class AffinityProbe {

	private static final long HELD = 5;

	private final @Nullable Affinity settings;

	private final TrainableModel model;

	private final List<Batch> batches;

	private final List<String> names;

	public AffinityProbe(TrainingPlan plan, List<TaskData> tasks, TrainableModel model) {
		Affinity settings = plan.affinity();
		this.settings = settings;
		this.model = model;
		this.names = tasks.stream().map((task) -> task.task().name()).toList();
		this.batches = (settings == null) ? List.of()
				: IntStream.range(0, tasks.size())
					.mapToObj((i) -> held(plan.seed(), settings.examples(), tasks.get(i), i))
					.toList();
	}

	private static Batch held(long seed, int examples, TaskData task, int index) {
		int[] order = IntStream.range(0, task.items().size()).toArray();
		SplitMix.of(seed, HELD, index).shuffle(order);
		return task.batch(IntStream.of(order).limit(examples).toArray());
	}

	/**
	 * Runs a step and, if it is one of those to be measured, measures its effect.
	 */
	public <T> Measured<T> around(Draw draw, Supplier<T> step) {
		if (this.settings == null || draw.step() % this.settings.everySteps() != 0) {
			return new Measured<>(step.get(), Optional.empty());
		}
		GradientComparison before = this.model.compareGradients(this.batches);
		T result = step.get();
		return new Measured<>(result, Optional.of(new AffinityMeasured(draw.step(), this.names.get(draw.task()),
				changes(before.losses()), cosines(before.cosines()))));
	}

	private Map<String, Double> changes(float[] before) {
		Map<String, Double> changes = new LinkedHashMap<>();
		for (int i = 0; i < before.length; i++) {
			double after = this.model.loss(this.batches.get(i));
			changes.put(this.names.get(i), (before[i] > 0) ? 1 - after / before[i] : 0);
		}
		return changes;
	}

	private Map<String, Map<String, Double>> cosines(double[][] values) {
		Map<String, Map<String, Double>> cosines = new LinkedHashMap<>();
		for (int i = 0; i < values.length; i++) {
			Map<String, Double> row = new LinkedHashMap<>();
			for (int j = 0; j < values.length; j++) {
				row.put(this.names.get(j), values[i][j]);
			}
			cosines.put(this.names.get(i), row);
		}
		return cosines;
	}

	/**
	 * The result of a step.
	 *
	 * @param affinity empty if the step was not measured
	 */
	public record Measured<T>(T result, Optional<AffinityMeasured> affinity) {

	}

}
