package io.mtdnn.training.schedule;

import java.util.List;

import io.mtdnn.plan.LeadingTask;
import io.mtdnn.plan.TrainingPlan;

/** Builds the batch schedule of a plan. */
public final class Schedules {

	private Schedules() {
	}

	public static BatchSchedule of(TrainingPlan plan, List<TaskData> tasks) {
		double[] weights = tasks.stream().mapToDouble(TaskData::weight).toArray();
		int[] batches = tasks.stream()
			.mapToInt((data) -> BatchPacker.count(data.items().size(), plan.batchSize()))
			.toArray();
		return new BatchSchedule(weights, batches, LeadingTask.of(tasks.stream().map(TaskData::task).toList()),
				plan.epochs(), plan.onExhaustion(), plan.seed());
	}

}
