package io.mtdnn.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import io.mtdnn.model.Batch;
import io.mtdnn.model.Devices;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModel.StepNumbers;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.cost.RunCost;
import io.mtdnn.training.schedule.BatchPacker;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import io.mtdnn.training.schedule.SplitMix;
import io.mtdnn.training.schedule.TaskData;

/**
 * Runs a step: the drawn batch, divided into the plan's number of micro-batches, and the
 * update.
 */
final class StepRunner {

	private static final long DROPOUT = 3;

	private final TrainingPlan plan;

	private final List<TaskData> tasks;

	private final TrainableModel model;

	private final RunCost cost;

	private final LossScales losses;

	/** The batches of the current pass of each task. */
	private final List<Pass> passes;

	StepRunner(TrainingPlan plan, List<TaskData> tasks, TrainableModel model, RunCost cost) {
		this.plan = plan;
		this.tasks = tasks;
		this.model = model;
		this.cost = cost;
		this.losses = new LossScales(plan);
		this.passes = new ArrayList<>(java.util.Collections.nCopies(tasks.size(), new Pass(-1, List.of())));
	}

	/**
	 * Runs a step.
	 * @return supplies the result, which the device may still be computing. It throws a
	 * {@link TrainingFailure} if the loss or a gradient is not finite, or if memory has
	 * run out
	 * @throws TrainingFailure when memory runs out
	 */
	Supplier<Result> run(Draw draw, double learningRate) {
		int[] items = items(draw);
		List<MicroBatch> parts = parts(draw, items);
		StepNumbers numbers = guarded(draw, items, () -> this.model.step(parts, learningRate));
		return () -> result(draw, items, parts, numbers);
	}

	private Result result(Draw draw, int[] items, List<MicroBatch> parts, StepNumbers numbers) {
		float[] losses = guarded(draw, items, numbers::losses);
		double loss = 0;
		double operations = 0;
		for (int i = 0; i < losses.length; i++) {
			if (!Float.isFinite(losses[i])) {
				throw notFinite("the loss", draw);
			}
			Batch batch = parts.get(i).batch();
			operations += this.cost.rows(batch.sequences());
			loss += share(batch, items) * losses[i];
		}
		if (!Double.isFinite(numbers.norm())) {
			throw notFinite("a gradient", draw);
		}
		return new Result(items.length, loss, this.cost.step(operations));
	}

	private List<MicroBatch> parts(Draw draw, int[] items) {
		TaskData data = this.tasks.get(draw.task());
		int size = (items.length + this.plan.accumulationSteps() - 1) / this.plan.accumulationSteps();
		List<MicroBatch> parts = new ArrayList<>();
		for (int from = 0; from < items.length; from += size) {
			Batch batch = data.batch(Arrays.copyOfRange(items, from, Math.min(items.length, from + size)));
			long seed = SplitMix.mix(this.plan.seed(), DROPOUT, draw.step(), parts.size());
			parts.add(new MicroBatch(batch, seed, this.losses.scaled(share(batch, items), draw.task(), batch)));
		}
		return parts;
	}

	private static double share(Batch batch, int[] items) {
		return (double) batch.size() / items.length;
	}

	/** Converts a failure of the device to one that names the step and its batch. */
	private <T> T guarded(Draw draw, int[] items, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			throw failure(this.tasks.get(draw.task()).batch(items), draw, ex);
		}
	}

	private int[] items(Draw draw) {
		Pass pass = this.passes.get(draw.task());
		TaskData data = this.tasks.get(draw.task());
		if (pass.number() != draw.pass()) {
			pass = new Pass(draw.pass(), BatchPacker.pack(data.rows().longest(), data.batchSize(), this.plan.seed(),
					draw.task(), draw.pass()));
			this.passes.set(draw.task(), pass);
		}
		return pass.batches().get(draw.batch());
	}

	private TrainingFailure notFinite(String what, Draw draw) {
		return new TrainingFailure(FailureKind.USER,
				"%s is not a finite number at step %d, task '%s'; a lower learning rate or more warm-up usually helps"
					.formatted(what, draw.step(), this.tasks.get(draw.task()).task().name()),
				null);
	}

	private static TrainingFailure failure(Batch batch, Draw draw, Throwable cause) {
		if (Devices.lackMemory(cause)) {
			return new TrainingFailure(FailureKind.CAPACITY,
					"memory ran out at step %d on %s; lower batchSize or maxSequenceLength, or raise accumulationSteps"
						.formatted(draw.step(), describe(batch)),
					cause);
		}
		return new TrainingFailure(FailureKind.INTERNAL,
				"step %d failed on %s: %s".formatted(draw.step(), describe(batch), cause), cause);
	}

	private static String describe(Batch batch) {
		int longest = batch.sequences().stream().mapToInt((sequence) -> sequence.length()).max().orElse(0);
		return String.format(Locale.ROOT, "a batch of task '%s' with %d sequences of %d tokens", batch.task().name(),
				batch.sequences().size(), longest);
	}

	/** One pass over a task's items. */
	private record Pass(int number, List<int[]> batches) {

	}

	/**
	 * The result of a step.
	 *
	 * @param items number of items in the batch
	 * @param loss their mean loss
	 * @param operations operations as counted by {@link RunCost}
	 */
	record Result(int items, double loss, double operations) {

	}

}
