package io.mtdnn.plan;

import java.util.List;
import java.util.Set;

import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads, checks and combines requests. */
public final class TrainingRequests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private TrainingRequests() {
	}

	/** A request from the text of a JSON object. */
	public static TrainingRequest parse(String json) {
		return new TrainingRequest((ObjectNode) JSON.readTree(json));
	}

	/** A request equivalent to a plan. */
	public static TrainingRequest of(TrainingPlan plan) {
		return new TrainingRequest(JSON.valueToTree(plan));
	}

	/**
	 * Finds unknown fields and values of the wrong type. Does not compare values with
	 * their ranges.
	 * @param alsoKnown names to report as known besides those of plans
	 */
	public static List<Fault> faults(TrainingRequest request, Set<String> alsoKnown) {
		return RequestShape.of(request, alsoKnown).faults();
	}

	/**
	 * Changes some fields of a request by the rules of JSON merge patch (RFC 7396):
	 * objects are merged, null removes, everything else replaces. A name in the patch may
	 * also be a {@link PlanPath} such as {@code tasks[squad-v2].weight}.
	 * @throws InvalidPlanException naming the path that does not exist in plans, or the
	 * task that is not in the base
	 */
	public static TrainingRequest merge(TrainingRequest base, ObjectNode patch) {
		TrainingRequest merged = base;
		for (String name : patch.propertyNames()) {
			PlanPath path = PlanPath.parse(name);
			merged = path.set(merged, patched(path.get(merged).orElse(null), patch.get(name)));
		}
		return merged;
	}

	private static JsonNode patched(@Nullable JsonNode base, JsonNode patch) {
		if (!(patch instanceof ObjectNode changes)) {
			return patch;
		}
		ObjectNode merged = (base instanceof ObjectNode object) ? object.deepCopy() : JSON.createObjectNode();
		for (String name : changes.propertyNames()) {
			JsonNode value = patched(merged.get(name), changes.get(name));
			if (value.isNull()) {
				merged.remove(name);
			}
			else {
				merged.set(name, value);
			}
		}
		return merged;
	}

}
