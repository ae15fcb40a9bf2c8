package io.mtdnn.experiments.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The way in which combinations are found.
 *
 * @param kind grid: all combinations of the axes; random: mixtures of the base plan's
 * tasks, drawn from the simplex; halving: all combinations, or `count` random mixtures,
 * of which the best continue after each rung and the others are discarded
 * @param count number of random mixtures; default 8 for random
 * @param seed seed of the draws; default 0
 * @param concentration parameter of the symmetric Dirichlet distribution; default 1, the
 * uniform distribution
 * @param reduction halving: one in so many combinations continues after a rung, and has
 * so many times the steps at the next; default 3
 * @param rungs halving: number of comparisons, the last one after all steps; default as
 * many as reduce the combinations to one, at most 4
 * @param metric halving: metric of the leading dataset that combinations are compared by;
 * default its main metric
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Search(Kind kind, @Schema(minimum = "1", maximum = "100") @Nullable Integer count, @Nullable Long seed,
		@Nullable Double concentration, @Schema(minimum = "2", maximum = "10") @Nullable Integer reduction,
		@Schema(minimum = "2", maximum = "6") @Nullable Integer rungs, @Nullable String metric) {

	/** A way of searching. */
	public enum Kind {

		/** All combinations. */
		@JsonProperty("grid")
		GRID,

		/** Random mixtures. */
		@JsonProperty("random")
		RANDOM,

		/** Successive halving. */
		@JsonProperty("halving")
		HALVING

	}

}
