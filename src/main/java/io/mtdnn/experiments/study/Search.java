package io.mtdnn.experiments.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How mixtures are found.
 *
 * @param kind grid: all combinations of the axes; random: mixtures of the base plan's
 * tasks, drawn from the simplex
 * @param count number of random mixtures
 * @param seed seed of the draws; default 0
 * @param concentration parameter of the symmetric Dirichlet distribution; default 1, the
 * uniform distribution
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Search(Kind kind, @Schema(minimum = "1", maximum = "100") @Nullable Integer count, @Nullable Long seed,
		@Nullable Double concentration) {

	/** A way of searching. */
	public enum Kind {

		/** All combinations. */
		@JsonProperty("grid")
		GRID,

		/** Random mixtures. */
		@JsonProperty("random")
		RANDOM

	}

}
