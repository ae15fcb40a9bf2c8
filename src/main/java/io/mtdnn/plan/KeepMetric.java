package io.mtdnn.plan;

/**
 * What the best epoch is chosen by.
 *
 * @param dataset whose metric decides
 * @param metric name of the metric
 */
public record KeepMetric(
		@Knob(value = "Dataset whose metric decides; one of the tasks", follows = "the leading one") String dataset,
		@Knob(value = "Name of the metric",
				follows = "best_f1 (the best F1 over all thresholds) for questions, else the dataset's main metric") String metric) {

}
