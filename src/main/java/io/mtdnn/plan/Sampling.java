package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The settings for drawing the task of a step.
 *
 * @param exponent exponent of the sizes at the start of the run; null if the policy has
 * none
 * @param endExponent exponent of the sizes at the end of the run; null if it does not
 * change
 * @param cap maximum number of examples that a dataset counts with; null for no maximum
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sampling(@Knob(
		value = "Rule for the probability of a task. fixed: its weight; proportional: its number n of training examples; temperature: min(n, cap)^exponent; annealed: the same with an exponent that moves linearly to endExponent; annealed-weights: a weight that moves linearly to endWeight",
		byDefault = "fixed", paper = "fixed") SamplingPolicy policy,
		@Knob(value = "Exponent of the sizes under temperature, and at the start under annealed; 1 is proportional, 0 is uniform",
				from = 0, to = 10, follows = "0.5 under temperature, 1 under annealed") @Nullable Double exponent,
		@Knob(value = "Exponent of the sizes at the end of the run under annealed", from = 0, to = 10,
				follows = "0.2 under annealed") @Nullable Double endExponent,
		@Knob(value = "Maximum number of examples that a dataset counts with under proportional, temperature and annealed",
				from = 1, follows = "no cap") @Nullable Integer cap) {

}
