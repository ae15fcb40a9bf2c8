package io.mtdnn.serving;

import java.util.List;

import io.mtdnn.registry.RegisteredModel;

/**
 * Labels or choices with their probabilities.
 *
 * @param model the model that answered
 * @param task the task whose head answered
 * @param droppedPieces most word pieces of a row that were cut off, as it is longer than
 * the model takes
 * @param options most probable first
 * @param timings time spent in each phase
 */
public record Scored(RegisteredModel model, String task, int droppedPieces, List<ScoredText> options,
		Timings timings) implements Timed<Scored> {

	@Override
	public Scored at(Timings other) {
		return new Scored(this.model, this.task, this.droppedPieces, this.options, other);
	}

	/**
	 * A label or a choice.
	 *
	 * @param index its position among the labels or choices
	 * @param text label or choice
	 * @param score its probability, or the value of another function of its logit
	 */
	public record ScoredText(int index, String text, double score) {

	}

}
