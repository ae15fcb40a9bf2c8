package io.mtdnn.jobs;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.PreflightReport;

/** A resolved plan and its pre-flight report, as values and as they are stored. */
record PlanDocument(TrainingPlan plan, String planJson, String preflightJson, int totalSteps) {

	static PlanDocument of(TrainingPlan plan, PreflightReport preflight, JobJson json) {
		return new PlanDocument(plan, json.write(plan), json.write(preflight), preflight.totalSteps());
	}

}
