package io.mtdnn.plan;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.task.Task;

/** The task whose batches make an epoch. */
public final class LeadingTask {

	private LeadingTask() {
	}

	/** Index of the leading task: the first with a span head, else the first. */
	public static int of(List<Task> tasks) {
		return IntStream.range(0, tasks.size())
			.filter((index) -> tasks.get(index).head().leads())
			.findFirst()
			.orElse(0);
	}

}
