package io.mtdnn.jobs.claims;

/**
 * A copy of a run's directory in the artifact store.
 *
 * @param number position among all copies of the run, 1-based
 * @param attempt the attempt that wrote it
 * @param artifact key in the store; never reused
 */
public record RunCopy(int number, int attempt, String artifact) {

}
