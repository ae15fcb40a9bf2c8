package io.mtdnn.plan.resolution;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.mtdnn.plan.Keep;
import io.mtdnn.plan.Limits;
import io.mtdnn.plan.PlanField;
import io.mtdnn.tokenization.WindowSettings;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes the default of each field: a constant, or a value that depends on the
 * preceding fields. The knob describes it in words.
 */
final class FieldDefaults {

	private static final Map<String, Function<ObjectNode, Object>> FOLLOWING = Map.of("tasks", (plan) -> List.of(),
			"headDropout", (plan) -> plan.get("dropout"), "maxQuestionLength",
			(plan) -> Math.min(64, plan.get("maxSequenceLength").asInt() / 2), "docStride",
			(plan) -> Math.max(1, Math.min(128, capacity(plan))), "limits", (plan) -> Limits.NONE, "keep",
			(plan) -> plan.has("earlyStopping") ? Keep.BEST : Keep.LAST);

	private FieldDefaults() {
	}

	/**
	 * The default of a field; null for none.
	 * @param plan the fields before it
	 */
	static Object of(PlanField field, ObjectNode plan) {
		return field.hasConstantDefault() ? field.constantDefault()
				: FOLLOWING.getOrDefault(field.name(), (fields) -> null).apply(plan);
	}

	/** Word pieces of the context beside the longest question. */
	private static int capacity(ObjectNode plan) {
		return plan.get("maxSequenceLength").asInt() - plan.get("maxQuestionLength").asInt()
				- WindowSettings.SPECIAL_TOKENS;
	}

}
