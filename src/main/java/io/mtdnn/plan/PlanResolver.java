package io.mtdnn.plan;

import java.util.OptionalInt;

import tools.jackson.databind.JsonNode;

/** Converts requests to plans. */
public interface PlanResolver {

	/**
	 * Fills in defaults and checks everything that can be checked without reading data.
	 * @throws InvalidPlanException naming every field at fault
	 */
	TrainingPlan resolve(TrainingRequest request);

	/**
	 * Index of the task that leads a plan with these tasks, by the rule of
	 * {@link LeadingTask}.
	 * @param tasks the field {@code tasks} of a request, of any shape
	 * @return empty if there is no task, or if a dataset does not exist or has faults
	 */
	OptionalInt leading(JsonNode tasks);

}
