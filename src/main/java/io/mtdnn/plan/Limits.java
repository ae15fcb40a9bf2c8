package io.mtdnn.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The maximum number of examples to use.
 *
 * @param train by dataset name
 * @param evaluation by dataset name
 */
public record Limits(
		@Knob(value = "Maximum number of training examples by dataset: a uniform sample, the same for every run",
				follows = "all of them", from = 1) Map<String, Integer> train,
		@Knob(value = "Maximum number of evaluation examples by dataset: a uniform sample, the same for every run",
				follows = "all of them", from = 1) Map<String, Integer> evaluation) {

	/** No limits. */
	public static final Limits NONE = new Limits(Map.of(), Map.of());

	public Limits {
		train = sorted(train);
		evaluation = sorted(evaluation);
	}

	/**
	 * Sorts by name, because a plan's text must be equal in every process: its hash
	 * identifies checkpoints.
	 */
	private static Map<String, Integer> sorted(@Nullable Map<String, Integer> limits) {
		return (limits != null) ? Collections.unmodifiableMap(new TreeMap<>(limits)) : Map.of();
	}

}
