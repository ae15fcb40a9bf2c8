package io.mtdnn.plan;

/**
 * The settings for early stopping.
 *
 * @param dataset dataset whose metric is watched
 * @param metric name of the metric
 * @param patience number of epochs without improvement before the run ends
 */
public record EarlyStopping(
		@Knob(value = "Dataset whose metric is watched; one of the tasks", follows = "the leading one") String dataset,
		@Knob(value = "Name of the metric",
				follows = "best_f1 (the best F1 over all thresholds) for questions, else the dataset's main metric") String metric,
		@Knob(value = "Epochs without improvement before the run ends", from = 1, required = true) int patience) {

}
