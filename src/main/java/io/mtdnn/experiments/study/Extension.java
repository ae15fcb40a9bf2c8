package io.mtdnn.experiments.study;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * More runs for an experiment.
 *
 * @param seeds further seeds of every combination
 * @param axes further values of its axes
 */
public record Extension(@Nullable List<Long> seeds, @Nullable List<Axis> axes) {

}
