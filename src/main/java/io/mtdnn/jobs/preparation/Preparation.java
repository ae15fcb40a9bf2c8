package io.mtdnn.jobs.preparation;

import io.mtdnn.plan.TrainingPlan;

/**
 * A node's right to prepare a job. It is valid until another preparation begins.
 *
 * @param number number of this preparation of the job, 1-based
 */
record Preparation(String jobId, int number, TrainingPlan plan) {

}
