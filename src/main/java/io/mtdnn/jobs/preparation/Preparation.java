package io.mtdnn.jobs.preparation;

import io.mtdnn.plan.TrainingPlan;

/**
 * A node's right to prepare a job, until another preparation begins.
 *
 * @param number which preparation of the job this is, 1-based
 */
record Preparation(String jobId, int number, TrainingPlan plan) {

}
