package io.mtdnn.plan;

import java.util.Set;

import io.mtdnn.task.Task;

/** The metrics that an evaluation of a task reports. */
public interface TaskMetrics {

	/** The names of the metrics, in the order of the official evaluators. */
	Set<String> names(Task task);

	/** The metric that selects the best epoch by default. */
	String selection(Task task);

}
