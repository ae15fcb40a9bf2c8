package io.mtdnn.serving;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.registry.RegisteredModel;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param chosen the candidate that the null threshold selects
 * @param probability calibrated probability that the answer is right; null if the model
 * has no calibration or the question has several texts
 * @param nullOdds score of "" minus that of the best span; null if the texts contain no
 * span
 * @param threshold null odds above which the answer is ""
 * @param model the model that answered
 * @param droppedPieces number of word pieces that were cut off the question because it
 * exceeds {@code maxQuestionLength}
 * @param candidates the best spans and "", the best first
 * @param timings time spent in each phase
 */
public record Answer(Option chosen, @Nullable Double probability, @Nullable Double nullOdds, double threshold,
		RegisteredModel model, int droppedPieces, List<Option> candidates, Timings timings) implements Timed<Answer> {

	/** The slice of the text; "" if there is no answer, with start = end = 0. */
	public String answer() {
		return this.chosen.answer();
	}

	/** The probability of the answer among the candidates. */
	public double score() {
		return this.chosen.score();
	}

	/**
	 * Position of the first character of the answer in its text, in Unicode code points.
	 */
	public int start() {
		return this.chosen.start();
	}

	/** Position after the last character of the answer, in code points. */
	public int end() {
		return this.chosen.end();
	}

	@Override
	public Answer at(Timings other) {
		return new Answer(this.chosen, this.probability, this.nullOdds, this.threshold, this.model, this.droppedPieces,
				this.candidates, other);
	}

	/**
	 * A candidate.
	 *
	 * @param answer the slice of the text, or ""
	 * @param score its probability among the candidates
	 * @param start position of the first character in its text, in code points
	 * @param end position after the last character, in code points
	 * @param documentIndex position of its text among several, from 0; null for "" and
	 * for questions on one context
	 * @param documentId id of its text; null if it has none
	 */
	@Schema(name = "Option")
	public record Option(String answer, double score, int start, int end,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Schema(
					description = "Position of the text among `contexts` or `documents`, from 0; absent for \"\"") @Nullable Integer documentIndex,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Schema(
					description = "The id of the text among `documents`") @Nullable String documentId) {

		/** Whether both are the same slice of the same text. */
		public boolean sameSlice(Option other) {
			return this.start == other.start && this.end == other.end
					&& Objects.equals(this.documentIndex, other.documentIndex);
		}

	}

}
