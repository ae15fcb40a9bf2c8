package io.mtdnn.registry;

import java.nio.file.Path;
import java.util.Map;

/**
 * A bundle to be registered. Tasks, windows, threshold and provenance are in the bundle's
 * {@code mtdnn.json}; an evaluation of questions adds the files of
 * {@link io.mtdnn.evaluation.QuestionResults} and
 * {@link io.mtdnn.evaluation.PredictionFiles}.
 *
 * @param id the model's id: that of its job, with a suffix for the second of two models
 * @param name the model's name; need not be unique
 * @param bundle directory with the bundle
 * @param metrics per dataset the metrics of the kept epoch
 */
public record ModelRegistration(String id, String name, Path bundle, Map<String, Map<String, Double>> metrics) {

}
