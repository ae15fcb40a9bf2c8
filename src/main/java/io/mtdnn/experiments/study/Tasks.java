package io.mtdnn.experiments.study;

import java.util.LinkedHashSet;
import java.util.Set;

import io.mtdnn.plan.TrainingRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a request's tasks. */
final class Tasks {

	private Tasks() {
	}

	/** Names of a request's datasets, in their order. */
	static Set<String> names(TrainingRequest request) {
		Set<String> names = new LinkedHashSet<>();
		request.fields().path("tasks").forEach((task) -> names.add(task.path("dataset").asString("")));
		return names;
	}

	/**
	 * A task with weight 1 leaves nothing for the others, so they are dropped; the limits
	 * of datasets that are not among the tasks go as well.
	 * @param known datasets of the whole experiment
	 */
	static TrainingRequest tidy(TrainingRequest request, Set<String> known) {
		ObjectNode fields = request.fields();
		if (fields.path("tasks") instanceof ArrayNode tasks) {
			for (JsonNode task : tasks) {
				if (tasks.size() > 1 && task.path("weight").isNumber() && task.path("weight").doubleValue() == 1) {
					fields.putArray("tasks").add(task);
					break;
				}
			}
		}
		Set<String> dropped = new LinkedHashSet<>(known);
		dropped.removeAll(names(new TrainingRequest(fields)));
		fields.path("limits").forEach((limits) -> {
			if (limits instanceof ObjectNode split) {
				Set.copyOf(split.propertyNames())
					.stream()
					.filter((name) -> dropped.stream()
						.anyMatch((gone) -> name.equals(gone) || name.startsWith(gone + "-")))
					.filter((name) -> !names(new TrainingRequest(fields)).contains(name))
					.forEach(split::remove);
			}
		});
		return new TrainingRequest(fields);
	}

	/** Index of the leading task: the one that the request names, otherwise the first. */
	static int lead(TrainingRequest request) {
		return lead(request.fields().path("tasks"));
	}

	static int lead(JsonNode tasks) {
		for (int i = 0; i < tasks.size(); i++) {
			if (tasks.path(i).path("leads").asBoolean(false)) {
				return i;
			}
		}
		return 0;
	}

	/** The first dataset on which the leading task is evaluated: its own by default. */
	static String evaluated(TrainingRequest request) {
		JsonNode task = request.fields().path("tasks").path(lead(request));
		return task.path("evaluateOn").path(0).asString(task.path("dataset").asString(""));
	}

	/**
	 * The dataset of the task that is evaluated on a set: the one that names it or has
	 * its name, otherwise the leading one, as for sets that are declared for a dataset.
	 */
	static String trainedFor(TrainingRequest request, String set) {
		JsonNode tasks = request.fields().path("tasks");
		return tasks.valueStream()
			.filter((task) -> isEvaluatedOn(task, set))
			.findFirst()
			.orElseGet(() -> tasks.path(lead(tasks)))
			.path("dataset")
			.asString("");
	}

	private static boolean isEvaluatedOn(JsonNode task, String set) {
		JsonNode named = task.path("evaluateOn");
		return named.isArray() ? named.valueStream().anyMatch((name) -> name.asString("").equals(set))
				: task.path("dataset").asString("").equals(set);
	}

	/** The request with its leading task alone. */
	static TrainingRequest leading(TrainingRequest request, Set<String> known) {
		ObjectNode fields = request.fields();
		JsonNode tasks = fields.path("tasks");
		if (tasks.path(lead(request)) instanceof ObjectNode first) {
			ObjectNode lead = first.deepCopy();
			lead.remove("weight");
			fields.putArray("tasks").add(lead);
		}
		return tidy(new TrainingRequest(fields), known);
	}

	/**
	 * Whether a request is a leading task alone. It makes no difference whether it is
	 * named as the leading one.
	 * @param lead the leading task alone
	 */
	static boolean isLead(TrainingRequest request, TrainingRequest lead, Set<String> known) {
		return isSingle(request) && unnamed(leading(request, known)).equals(unnamed(lead));
	}

	private static TrainingRequest unnamed(TrainingRequest request) {
		ObjectNode fields = request.fields();
		if (fields.path("tasks").path(0) instanceof ObjectNode task) {
			task.remove("leads");
		}
		return new TrainingRequest(fields);
	}

	/** Whether the request has one task. */
	static boolean isSingle(TrainingRequest request) {
		return request.fields().path("tasks").size() == 1;
	}

	/** The request with shuffled labels of all tasks but the leading one. */
	static TrainingRequest placebo(TrainingRequest request) {
		ObjectNode fields = request.fields();
		int lead = lead(request);
		for (int i = 0; i < fields.path("tasks").size(); i++) {
			if (i != lead && fields.path("tasks").path(i) instanceof ObjectNode task) {
				task.put("placebo", true);
			}
		}
		return new TrainingRequest(fields);
	}

	/** Weight of the leading task: its own, or an equal share. */
	static double leadingWeight(TrainingRequest request) {
		JsonNode tasks = request.fields().path("tasks");
		if (tasks.size() < 2) {
			return 1;
		}
		double given = 0;
		int open = 0;
		for (JsonNode task : tasks) {
			given += task.path("weight").asDouble(0);
			open += task.path("weight").isNumber() ? 0 : 1;
		}
		JsonNode own = tasks.path(lead(request)).path("weight");
		return own.isNumber() ? own.doubleValue() / ((open == 0) ? given : 1) : Math.max(0.01, (1 - given) / open);
	}

}
