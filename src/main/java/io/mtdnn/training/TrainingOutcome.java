package io.mtdnn.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtdnn.training.TrainingEvent.TaskTotal;

/**
 * How a run ended without error.
 *
 * @param completed false when the stop signal ended it
 * @param steps steps done
 * @param bestBundle bundle of the best epoch, with its null odds; null unless completed
 * @param lastBundle bundle of the last epoch; null unless completed
 * @param bestEpoch the kept epoch (by the leading task's first metric: f1 for questions)
 * @param metrics per dataset the metrics of the kept epoch
 */
public record TrainingOutcome(boolean completed, int steps, Path bestBundle, Path lastBundle, int bestEpoch,
		Map<String, Map<String, Double>> metrics, List<TaskTotal> tasks) {

}
