package io.mtdnn.training;

import java.nio.file.Path;
import java.util.Map;

import io.mtdnn.plan.Keep;

/**
 * A model that a run keeps.
 *
 * @param as {@link Keep#LAST} or {@link Keep#BEST}
 * @param bundle directory with the model, how it was chosen (in its provenance) and its
 * null odds
 * @param epoch the epoch it was trained to, 1-based
 * @param metrics per dataset the metrics after that epoch
 */
public record KeptModel(Keep as, Path bundle, int epoch, Map<String, Map<String, Double>> metrics) {

}
