package io.mtdnn.tracking.scalars;

/**
 * A number of a run.
 *
 * @param tag its name, with slashes between groups
 * @param step optimiser steps done
 * @param value finite
 */
public record Scalar(String tag, int step, double value) {

}
