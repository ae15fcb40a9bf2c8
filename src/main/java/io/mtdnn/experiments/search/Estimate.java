package io.mtdnn.experiments.search;

/**
 * An estimate with an interval of 95 %.
 *
 * @param mean the estimate
 * @param low lower end
 * @param high upper end
 */
public record Estimate(double mean, double low, double high) {

}
