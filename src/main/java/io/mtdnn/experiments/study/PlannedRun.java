package io.mtdnn.experiments.study;

import io.mtdnn.plan.TrainingRequest;

/**
 * A run of an experiment.
 *
 * @param key names the run in its experiment: the same request and seed have the same key
 * @param arm label of its arm
 * @param request the submission
 */
public record PlannedRun(String key, String arm, long seed, TrainingRequest request) {

}
