package io.mtdnn.plan;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans for tests: constant defaults and the fields that a test sets. */
public final class Plans {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Plans() {
	}

	/** A plan with some fields set, without headDropout, keep and keepMetric. */
	public static TrainingPlan plan(Map<String, Object> fields) {
		ObjectNode plan = JSON.createObjectNode();
		PlanField.plan()
			.stream()
			.filter(PlanField::hasConstantDefault)
			.forEach((field) -> plan.set(field.name(), JSON.valueToTree(field.constantDefault())));
		plan.put("name", "test").put("encoder", "tiny").put("maxQuestionLength", 64).put("docStride", 128);
		plan.set("tasks", JSON.valueToTree(List.of()));
		plan.set("limits", JSON.valueToTree(Limits.NONE));
		fields.forEach((name, value) -> plan.set(name, JSON.valueToTree(value)));
		return JSON.treeToValue(plan, TrainingPlan.class);
	}

}
