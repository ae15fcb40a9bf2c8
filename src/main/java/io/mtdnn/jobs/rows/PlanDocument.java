package io.mtdnn.jobs.rows;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.PreflightReport;
import org.jspecify.annotations.Nullable;

/** A resolved plan and its pre-flight report, both as objects and in stored form. */
public record PlanDocument(TrainingPlan plan, String planJson, @Nullable String preflightJson, int totalSteps) {

	/** A document for a plan that is not prepared yet. */
	public static PlanDocument of(TrainingPlan plan, JobJson json) {
		return new PlanDocument(plan, json.write(plan), null, 0);
	}

	public static PlanDocument of(TrainingPlan plan, PreflightReport preflight, JobJson json) {
		return new PlanDocument(plan, json.write(plan), json.write(preflight), preflight.totalSteps());
	}

}
