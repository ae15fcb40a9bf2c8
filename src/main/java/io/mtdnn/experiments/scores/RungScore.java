package io.mtdnn.experiments.scores;

/**
 * The score of a run at a rung of a halving search.
 *
 * @param step steps done
 * @param totalSteps steps of the full run
 * @param score the compared metric on the first half of the evaluation set, in points
 * @param seconds time of all attempts until then
 */
public record RungScore(int step, int totalSteps, double score, double seconds) {

}
