package io.mtdnn.experiments.study;

import java.util.List;

/**
 * More runs for an experiment.
 *
 * @param seeds further seeds of every combination
 * @param axes further values of its axes
 */
public record Extension(List<Long> seeds, List<Axis> axes) {

}
