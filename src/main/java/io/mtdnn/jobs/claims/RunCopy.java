package io.mtdnn.jobs.claims;

/**
 * A copy of a run's directory in the artifact store.
 *
 * @param number place in the order of all copies of the run, 1-based
 * @param attempt that wrote it
 * @param artifact key in the store; never used twice
 */
public record RunCopy(int number, int attempt, String artifact) {

}
