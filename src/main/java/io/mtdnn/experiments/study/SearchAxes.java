package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.search.Mixtures;
import io.mtdnn.experiments.study.Search.Kind;
import io.mtdnn.plan.TrainingRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The axis of mixtures that a search gives a request, and what remains of the search. */
final class SearchAxes {

	private static final String TASKS = "tasks";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private SearchAxes() {
	}

	/**
	 * Sets the axis that a search varies. Searches that learn from their runs vary
	 * nothing else, so they do without the axes of a preset.
	 * @param axes the axes by their fields
	 * @param own those of the request itself
	 */
	static void set(Map<String, Axis> axes, List<Axis> own, TrainingRequest plan, Search search) {
		if (search.kind() == Kind.RANDOM || (search.kind() == Kind.HALVING && search.count() != null)) {
			axes.put(TASKS, new Axis(TASKS, random(plan, search, or(search.count(), 8)), null));
		}
		else if (search.kind() == Kind.GAUSSIAN_PROCESS || search.kind() == Kind.THOMPSON) {
			axes.clear();
			own.forEach((axis) -> axes.put(axis.field(), axis));
			List<JsonNode> values = (search.kind() == Kind.THOMPSON) ? pairs(plan)
					: first(plan, search, Optional.ofNullable(axes.get(TASKS)));
			axes.put(TASKS, new Axis(TASKS, values, null));
		}
	}

	/**
	 * What remains of a search once its mixtures are values of an axis.
	 * @param axes the axes with that one
	 */
	static @Nullable Search kept(@Nullable Search search, TrainingRequest plan, Map<String, Axis> axes) {
		if (search == null || search.kind() == Kind.GRID || search.kind() == Kind.RANDOM) {
			return null;
		}
		return switch (search.kind()) {
			case GAUSSIAN_PROCESS -> new Search(search.kind(), or(search.count(), Search.MIXTURES),
					or(search.seed(), 0L), or(search.concentration(), 1.0), null, null, null,
					initial(search, Objects.requireNonNull(axes.get(TASKS)).values().size()));
			case THOMPSON -> new Search(search.kind(), or(search.count(), pulls(plan)), or(search.seed(), 0L), null,
					null, null, null, null);
			default -> new Search(search.kind(), null, null, null, or(search.reduction(), Halving.REDUCTION),
					search.rungs(), search.metric(), null);
		};
	}

	/** Four for each auxiliary task. */
	private static int pulls(TrainingRequest plan) {
		return Math.min(100, 4 * Math.max(1, plan.fields().path(TASKS).size() - 1));
	}

	private static int initial(TrainingRequest plan, Search search) {
		int half = (or(search.count(), Search.MIXTURES) + 1) / 2;
		return or(search.initial(), Math.min(2 * plan.fields().path(TASKS).size(), half));
	}

	/**
	 * The number of first mixtures: by default all that are given, and fewer than asked
	 * for if no others are found. A stored search has this number.
	 */
	private static int initial(Search search, int first) {
		int most = or(search.initial(), or(search.count(), Search.MIXTURES) - 1);
		return Math.max(2, Math.min(first, most));
	}

	private static List<JsonNode> random(TrainingRequest plan, Search search, int count) {
		return Mixtures.draw(several(plan, "a random search"), count, or(search.seed(), 0L),
				or(search.concentration(), 1.0));
	}

	/** Mixtures of the request's own come first, others are drawn. */
	private static List<JsonNode> first(TrainingRequest plan, Search search, Optional<Axis> own) {
		several(plan, "a Gaussian process over mixtures");
		List<JsonNode> mixtures = new ArrayList<>(own.map(Axis::values).orElse(List.of()));
		int initial = initial(plan, search);
		if (mixtures.size() < initial) {
			random(plan, search, initial).stream()
				.filter((mixture) -> !mixtures.contains(mixture))
				.limit((long) initial - mixtures.size())
				.forEach(mixtures::add);
		}
		return List.copyOf(mixtures);
	}

	/** The leading task at its weight in the plan, with each auxiliary task alone. */
	private static List<JsonNode> pairs(TrainingRequest plan) {
		ArrayNode tasks = several(plan, "Thompson sampling over auxiliary tasks");
		int lead = Tasks.lead(tasks);
		double weight = Tasks.leadingWeight(plan);
		if (!(weight > 0 && weight < 1)) {
			throw new ImpossibleExperimentException("search",
					"Thompson sampling over auxiliary tasks requires a weight of the leading task between 0 and 1, not "
							+ weight);
		}
		List<JsonNode> pairs = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			if (i != lead) {
				ObjectNode first = (ObjectNode) tasks.get(lead).deepCopy();
				ObjectNode second = (ObjectNode) tasks.get(i).deepCopy();
				first.put("weight", weight);
				second.remove("weight");
				pairs.add(JSON.createArrayNode().add(first).add(second));
			}
		}
		return List.copyOf(pairs);
	}

	private static ArrayNode several(TrainingRequest plan, String what) {
		if (!(plan.fields().path(TASKS) instanceof ArrayNode tasks) || tasks.size() < 2
				|| !tasks.valueStream().allMatch(JsonNode::isObject)) {
			throw new ImpossibleExperimentException("search", what + " requires a plan with two or more tasks");
		}
		return tasks;
	}

	private static <T> T or(@Nullable T value, T byDefault) {
		return Objects.requireNonNullElse(value, byDefault);
	}

}
