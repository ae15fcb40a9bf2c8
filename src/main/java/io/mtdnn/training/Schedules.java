package io.mtdnn.training;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;

/** Builds the batch schedule of a plan. */
final class Schedules {

	private Schedules() {
	}

	static BatchSchedule of(TrainingPlan plan, List<TaskData> tasks) {
		double[] weights = tasks.stream().mapToDouble(TaskData::weight).toArray();
		int[] batches = tasks.stream()
			.mapToInt((data) -> BatchPacker.count(data.items().size(), plan.batchSize()))
			.toArray();
		return new BatchSchedule(weights, batches, lead(tasks.stream().map(TaskData::task).toList()), plan.epochs(),
				plan.onExhaustion(), plan.seed());
	}

	/** The leading task: the first with a span head, else the first. */
	static int lead(List<Task> tasks) {
		return IntStream.range(0, tasks.size())
			.filter((index) -> tasks.get(index).head() == HeadKind.SPAN)
			.findFirst()
			.orElse(0);
	}

}
