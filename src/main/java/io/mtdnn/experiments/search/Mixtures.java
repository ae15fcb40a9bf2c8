package io.mtdnn.experiments.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Mixtures of a plan's tasks, which differ in the tasks' weights. */
public final class Mixtures {

	private static final String WEIGHT = "weight";

	/** Draws per mixture, because one that is drawn again is drawn once more. */
	private static final int ATTEMPTS = 100;

	/** A sum this close to 1 is 1 except for rounding. */
	private static final double ROUNDING = 1e-9;

	private Mixtures() {
	}

	/**
	 * Random mixtures of tasks, whose weights follow a symmetric Dirichlet distribution,
	 * in whole hundredths of which each task has at least one. All are different; there
	 * are fewer than asked for if no more are found.
	 */
	public static List<JsonNode> draw(ArrayNode tasks, int count, long seed, double concentration) {
		return Simplex.draw(tasks.size(), count, ATTEMPTS * count, seed, concentration)
			.stream()
			.map((weights) -> of(tasks, weights))
			.toList();
	}

	/** The mixture of tasks with these weights. */
	public static JsonNode of(ArrayNode tasks, List<Double> weights) {
		ArrayNode mixture = tasks.deepCopy();
		for (int i = 0; i < mixture.size(); i++) {
			((ObjectNode) mixture.get(i)).put(WEIGHT, weights.get(i));
		}
		return mixture;
	}

	/**
	 * The weights of a mixture, each above 0 and below 1, as a plan divides them by their
	 * sum; empty if it is not one of these tasks in their order.
	 */
	public static Optional<List<Double>> weights(JsonNode tasks, JsonNode mixture) {
		List<Double> weights = new ArrayList<>();
		if (!mixture.isArray() || mixture.size() != tasks.size()) {
			return Optional.empty();
		}
		for (int i = 0; i < tasks.size(); i++) {
			JsonNode weight = mixture.get(i).path(WEIGHT);
			if (!weight.isNumber() || !(weight.doubleValue() > 0 && weight.doubleValue() < 1)
					|| !plain(tasks.get(i)).equals(plain(mixture.get(i)))) {
				return Optional.empty();
			}
			weights.add(weight.doubleValue());
		}
		double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
		return Optional.of((Math.abs(sum - 1) < ROUNDING) ? List.copyOf(weights)
				: weights.stream().map((weight) -> weight / sum).toList());
	}

	private static JsonNode plain(JsonNode task) {
		JsonNode plain = task.deepCopy();
		if (plain instanceof ObjectNode fields) {
			fields.remove(List.of(WEIGHT, "leads"));
		}
		return plain;
	}

}
