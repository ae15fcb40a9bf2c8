package io.mtdnn.training;

import java.nio.file.Path;
import java.util.Map;

import io.mtdnn.plan.Keep;

/**
 * A model that a run keeps.
 *
 * @param as {@link Keep#LAST} or {@link Keep#BEST}
 * @param bundle directory with the model, its provenance (including how its epoch was
 * selected) and its null odds
 * @param epoch number of epochs for which it was trained
 * @param metrics metrics after that epoch by evaluation set
 */
public record KeptModel(Keep as, Path bundle, int epoch, Map<String, Map<String, Double>> metrics) {

}
