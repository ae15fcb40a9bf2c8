package io.mtdnn.serving;

import java.util.List;

import io.mtdnn.registry.RegisteredModel;

/**
 * Labels or choices with their scores.
 *
 * @param model the model that answered
 * @param task the task whose head answered
 * @param droppedPieces maximum number of word pieces that were cut off a row because it
 * is longer than the model's maximum
 * @param options labels or choices, the one with the highest score first
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
	 * @param index position among the labels or choices
	 * @param text the label or the choice
	 * @param score its probability, or the value of another function of its logit
	 */
	public record ScoredText(int index, String text, double score) {

	}

}
