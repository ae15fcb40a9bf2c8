package io.mtdnn.experiments.comparison;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What to compare and which questions to list.
 *
 * @param a references of one model, or of models that differ in their seed
 * @param b the other side
 * @param dataset the evaluated dataset; null if there is only one
 * @param threshold null odds above which all models answer ""; null for each model's own
 * @param won only questions that this side wins; null for both
 * @param category only questions of one group; null for all
 * @param value the group
 * @param from number of listed questions to skip
 * @param limit maximum number of questions to list
 */
public record ComparisonQuery(List<String> a, List<String> b, @Nullable String dataset, @Nullable Double threshold,
		@Nullable Side won, @Nullable Category category, @Nullable String value, int from, int limit) {

	/** One of the two sides. */
	public enum Side {

		/** The first side. */
		A,

		/** The second side. */
		B

	}

}
