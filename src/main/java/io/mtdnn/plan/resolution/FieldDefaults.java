package io.mtdnn.plan.resolution;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.mtdnn.plan.Keep;
import io.mtdnn.plan.Limits;
import io.mtdnn.plan.PlanField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes the default of each field: a constant, or a value that depends on the
 * preceding fields. The knob describes it in words.
 */
final class FieldDefaults {

	private static final Map<String, BiFunction<ObjectNode, SpecialTokens, @Nullable Object>> FOLLOWING = Map.of(
			"tasks", (plan, special) -> List.of(), "headDropout", (plan, special) -> plan.get("dropout"),
			"maxQuestionLength", (plan, special) -> Math.min(64, plan.get("maxSequenceLength").asInt() / 2),
			"docStride", (plan, special) -> Math.max(1, Math.min(128, capacity(plan, special))), "limits",
			(plan, special) -> Limits.NONE, "keep",
			(plan, special) -> plan.has("earlyStopping") ? Keep.BEST : Keep.LAST);

	private FieldDefaults() {
	}

	/**
	 * The default of a field; null if it has none.
	 * @param plan the preceding fields
	 * @param special counts the special tokens in rows of the plan's encoder
	 */
	static @Nullable Object of(PlanField field, ObjectNode plan, SpecialTokens special) {
		return field.hasConstantDefault() ? field.constantDefault()
				: FOLLOWING.getOrDefault(field.name(), (fields, tokens) -> null).apply(plan, special);
	}

	/** Number of context pieces that fit into a window with the longest question. */
	private static int capacity(ObjectNode plan, SpecialTokens special) {
		return plan.get("maxSequenceLength").asInt() - plan.get("maxQuestionLength").asInt() - special.of(plan);
	}

}
