package io.mtdnn.serving;

import java.util.List;

import io.mtdnn.registry.RegisteredModel;

/**
 * Labels or choices with their probabilities.
 *
 * @param model the model that was asked
 * @param task the task whose head was asked
 * @param options most probable first
 * @param timings where the time went
 */
public record Scored(RegisteredModel model, String task, List<ScoredText> options, Timings timings) {

	/**
	 * A label or a choice.
	 *
	 * @param index its place among the labels or choices
	 * @param text label or choice
	 * @param score its probability
	 */
	public record ScoredText(int index, String text, double score) {

	}

}
