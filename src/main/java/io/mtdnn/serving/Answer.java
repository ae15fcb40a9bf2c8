package io.mtdnn.serving;

import java.util.List;

import io.mtdnn.registry.RegisteredModel;

/**
 * The answer to a question.
 *
 * @param answer the slice of the context; "" when there is none, with start = end = 0
 * @param score its probability among the candidates
 * @param start its first character in the context, in Unicode code points
 * @param end the position after its last character, in code points
 * @param nullOdds score of "" minus the best span's; null when there is no span at all
 * @param threshold null odds above which the answer is ""
 * @param model the model that answered
 * @param droppedPieces word pieces of the question that were cut off, as it is longer
 * than the model takes
 * @param candidates the best spans and "", best first
 * @param timings where the time went
 */
public record Answer(String answer, double score, int start, int end, Double nullOdds, double threshold,
		RegisteredModel model, int droppedPieces, List<Option> candidates, Timings timings) implements Timed<Answer> {

	@Override
	public Answer at(Timings other) {
		return new Answer(this.answer, this.score, this.start, this.end, this.nullOdds, this.threshold, this.model,
				this.droppedPieces, this.candidates, other);
	}

	/**
	 * A candidate.
	 *
	 * @param answer the slice of the context, or ""
	 * @param score its probability
	 * @param start in code points
	 * @param end in code points
	 */
	public record Option(String answer, double score, int start, int end) {

	}

}
