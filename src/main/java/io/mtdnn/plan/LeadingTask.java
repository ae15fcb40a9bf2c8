package io.mtdnn.plan;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.task.Task;

/** Determines the task whose batches define an epoch. */
public final class LeadingTask {

	private LeadingTask() {
	}

	/**
	 * Index of the leading task: the one that the plan names, otherwise the first whose
	 * kind of head leads, otherwise the first.
	 * @param planned the tasks of a plan
	 * @param tasks the same tasks with the kinds of their heads, in the same order
	 */
	public static int of(List<PlannedTask> planned, List<Task> tasks) {
		return IntStream.range(0, planned.size())
			.filter((index) -> Boolean.TRUE.equals(planned.get(index).leads()))
			.findFirst()
			.orElseGet(() -> usual(tasks));
	}

	private static int usual(List<Task> tasks) {
		return IntStream.range(0, tasks.size())
			.filter((index) -> tasks.get(index).head().leads())
			.findFirst()
			.orElse(0);
	}

}
