package io.mtdnn.jobs;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.PreflightReport;

/**
 * What a job would be.
 *
 * @param plan with all defaults filled in
 * @param preflight what its data look like
 */
public record JobCheck(TrainingPlan plan, PreflightReport preflight) {

}
