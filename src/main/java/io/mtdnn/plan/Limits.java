package io.mtdnn.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The maximum numbers of examples to use.
 *
 * @param train maximum number of training examples by dataset
 * @param evaluation maximum number of evaluation examples by dataset
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
	 * Sorts by name, because the text of a plan must be the same in every process: its
	 * hash identifies checkpoints.
	 */
	private static Map<String, Integer> sorted(@Nullable Map<String, Integer> limits) {
		return (limits != null) ? Collections.unmodifiableMap(new TreeMap<>(limits)) : Map.of();
	}

}
