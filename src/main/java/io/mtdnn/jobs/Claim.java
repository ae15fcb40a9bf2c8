package io.mtdnn.jobs;

import io.mtdnn.training.TrainingPlan;

/**
 * A worker's right to run a job, until another attempt begins.
 *
 * @param journalPosition how much of the run's journal is in the database
 */
record Claim(String jobId, int attempt, String name, TrainingPlan plan, long journalPosition) {

}
