package io.mtdnn.plan;

import java.util.Set;

import io.mtdnn.task.Task;

/** The metrics that an evaluation of a task reports. */
public interface TaskMetrics {

	/** Their names, in the order of the official evaluators. */
	Set<String> names(Task task);

	/** The metric that tells one epoch from another. */
	String selection(Task task);

}
