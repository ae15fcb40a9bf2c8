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
 * of which the best continue after each rung and the others are discarded;
 * gaussian-process: mixtures that a Gaussian process over the weights chooses by the
 * scores of earlier ones; thompson: Thompson sampling over the auxiliary tasks of the
 * base plan, each trained with the leading task alone
 * @param count number of mixtures: default 8 for random, 12 for gaussian-process; of
 * thompson the number of runs with an auxiliary task, default 4 for each
 * @param seed seed of the draws; default 0
 * @param concentration parameter of the symmetric Dirichlet distribution; default 1, the
 * uniform distribution
 * @param reduction halving: one in so many combinations continues after a rung, and has
 * so many times the steps at the next; default 3
 * @param rungs halving: number of comparisons, the last one after all steps; default as
 * many as reduce the combinations to one, at most 4
 * @param metric halving: metric of the leading dataset that combinations are compared by;
 * default its main metric
 * @param initial gaussian-process: number of mixtures that are drawn at random before
 * others are chosen; default 2 for each task, at most half of `count`
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Search(Kind kind, @Schema(minimum = "1", maximum = "100") @Nullable Integer count, @Nullable Long seed,
		@Nullable Double concentration, @Schema(minimum = "2", maximum = "10") @Nullable Integer reduction,
		@Schema(minimum = "2", maximum = "6") @Nullable Integer rungs, @Nullable String metric,
		@Schema(minimum = "2", maximum = "99") @Nullable Integer initial) {

	/** Default number of mixtures of a Gaussian process. */
	static final int MIXTURES = 12;

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
		HALVING,

		/** A Gaussian process over mixtures. */
		@JsonProperty("gaussian-process")
		GAUSSIAN_PROCESS,

		/** Thompson sampling over auxiliary tasks. */
		@JsonProperty("thompson")
		THOMPSON

	}

}
