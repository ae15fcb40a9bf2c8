package io.mtdnn.registry;

import java.nio.file.Path;
import java.util.Map;

/**
 * A bundle to be registered. Tasks, windows, threshold and provenance are in the bundle's {@code mtdnn.json}; null odds
 * of the evaluation, where there are any, in {@code null-odds-<dataset>.jsonl}.
 *
 * @param jobId id of the job that made it; becomes the model's id
 * @param name the model's name (the job's name); need not be unique
 * @param bundle directory with the bundle
 * @param metrics per dataset the metrics of the kept epoch
 */
public record ModelRegistration(String jobId, String name, Path bundle, Map<String, Map<String, Double>> metrics) {

}
