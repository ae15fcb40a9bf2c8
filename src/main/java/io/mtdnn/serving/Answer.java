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
 * @param probability calibrated probability that it is right; null when the model has no
 * calibration, or the question several texts
 * @param nullOdds score of "" minus the best span's; null when there is no span at all
 * @param threshold null odds above which the answer is ""
 * @param model the model that answered
 * @param droppedPieces word pieces cut off the question because it is longer than the
 * model takes
 * @param candidates the best spans and "", best first
 * @param timings time spent in each phase
 */
public record Answer(Option chosen, @Nullable Double probability, @Nullable Double nullOdds, double threshold,
		RegisteredModel model, int droppedPieces, List<Option> candidates, Timings timings) implements Timed<Answer> {

	/** The slice of the text; "" when there is no answer, with start = end = 0. */
	public String answer() {
		return this.chosen.answer();
	}

	/** Its probability among the candidates. */
	public double score() {
		return this.chosen.score();
	}

	/** Its first character in its text, in Unicode code points. */
	public int start() {
		return this.chosen.start();
	}

	/** The position after its last character, in code points. */
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
	 * @param start first character in its text, in code points
	 * @param end position after the last, in code points
	 * @param documentIndex position of its text among several, from 0; null for "" and
	 * for questions on one context
	 * @param documentId id of its text; null when it has none
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
