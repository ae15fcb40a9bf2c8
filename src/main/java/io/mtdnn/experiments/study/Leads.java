package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

import io.mtdnn.plan.TrainingRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names the leading tasks of plans in which they are not the first, by the rule of plans.
 * An experiment then needs no datasets to determine its baseline, and keeps it although
 * they change.
 */
public final class Leads {

	private static final String TASKS = "tasks";

	private Leads() {
	}

	/**
	 * The request with its leading tasks named.
	 * @param rule index of the leading task of a plan's tasks
	 */
	public static ExperimentRequest named(ExperimentRequest request, Function<JsonNode, OptionalInt> rule) {
		ExperimentRequest named = request;
		if (request.plan() != null) {
			named = named.with(named(request.plan(), rule));
		}
		if (request.axes() != null) {
			named = named.with(named.seeds(), named(request.axes(), rule));
		}
		return named;
	}

	/** The extension with its leading tasks named. */
	public static Extension named(Extension extension, Function<JsonNode, OptionalInt> rule) {
		return (extension.axes() != null) ? new Extension(extension.seeds(), named(extension.axes(), rule)) : extension;
	}

	private static List<Axis> named(List<Axis> axes, Function<JsonNode, OptionalInt> rule) {
		List<Axis> named = new ArrayList<>(axes);
		for (int i = 0; i < axes.size(); i++) {
			Axis axis = axes.get(i);
			if (axis != null && TASKS.equals(axis.field()) && axis.values() != null) {
				List<JsonNode> mixtures = axis.values().stream().map((mixture) -> named(mixture, rule)).toList();
				named.set(i, new Axis(axis.field(), mixtures, axis.labels()));
			}
		}
		return named;
	}

	private static TrainingRequest named(TrainingRequest plan, Function<JsonNode, OptionalInt> rule) {
		ObjectNode fields = plan.fields();
		if (fields.path(TASKS) instanceof ArrayNode tasks) {
			fields.set(TASKS, named(tasks, rule));
		}
		return new TrainingRequest(fields);
	}

	private static JsonNode named(JsonNode mixture, Function<JsonNode, OptionalInt> rule) {
		if (mixture instanceof ArrayNode tasks) {
			int lead = rule.apply(tasks).orElse(Tasks.lead(tasks));
			ArrayNode named = tasks.deepCopy();
			if (lead != Tasks.lead(tasks) && named.get(lead) instanceof ObjectNode task) {
				task.put("leads", true);
				return named;
			}
		}
		return mixture;
	}

}
