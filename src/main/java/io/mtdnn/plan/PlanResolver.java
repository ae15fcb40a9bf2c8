package io.mtdnn.plan;

/** Converts requests to plans. */
public interface PlanResolver {

	/**
	 * Fills in defaults and checks everything that can be checked without reading data.
	 * @throws InvalidPlanException naming every field at fault
	 */
	TrainingPlan resolve(TrainingRequest request);

}
