package io.mtdnn.jobs;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.PreflightReport;

/**
 * The result of a dry run.
 *
 * @param plan with all defaults filled in
 * @param preflight report on its data
 */
public record JobCheck(TrainingPlan plan, PreflightReport preflight) {

}
