package io.mtdnn.plan;

import java.util.Set;

import io.mtdnn.task.Task;

/** The metrics that an evaluation of a task reports. */
public interface TaskMetrics {

	/** Their names, in the order of the official evaluators. */
	Set<String> names(Task task);

	/** The metric by which epochs are compared. */
	String selection(Task task);

}
