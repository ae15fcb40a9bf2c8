package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The metric that determines the best epoch.
 *
 * @param dataset dataset whose metric decides; null for the mean of all tasks
 * @param metric name of the metric; null for the mean of all tasks
 * @param mean true for the mean of all tasks; null for one task's metric
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeepMetric(
		@Knob(value = "Dataset whose metric decides; one of the tasks", follows = "the leading one",
				absent = "the mean of all tasks decides") @Nullable String dataset,
		@Knob(value = "Name of the metric",
				follows = "best_f1 (the best F1 over all thresholds) for questions, else the dataset's main metric",
				absent = "the mean of all tasks decides") @Nullable String metric,
		@Knob(value = "Whether the mean of the main metrics of all tasks, in percent, decides instead of the metric of one task",
				follows = "false", absent = "false") @Nullable Boolean mean) {

	/** A metric of one task. */
	public KeepMetric(String dataset, String metric) {
		this(dataset, metric, null);
	}

	/** The mean over all tasks. */
	public static KeepMetric ofAllTasks() {
		return new KeepMetric(null, null, true);
	}

	/** Whether the mean over all tasks decides. */
	public boolean overAllTasks() {
		return Boolean.TRUE.equals(this.mean);
	}

}
