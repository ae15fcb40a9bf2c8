package io.mtdnn.serving.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Timings;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question in the API.
 *
 * @param answer the slice of the text; "" if there is no answer, with start = end = 0
 * @param score probability of the answer among the candidates
 * @param probability calibrated probability that the answer is right
 * @param start position of the first character in the text in Unicode code points
 * @param end position after the last character in code points
 * @param documentIndex position of the text among several
 * @param documentId id of the text
 * @param nullOdds score of "" minus that of the best span; null if the texts contain no
 * span
 * @param threshold null odds above which the answer is ""
 * @param model id of the model that answered
 * @param modelName name of that model
 * @param truncated whether the question was cut
 * @param droppedPieces number of word pieces that were cut off the question
 * @param candidates the best spans and "", the best first
 * @param timings time spent in each phase
 */
@Schema(name = "Answer")
record AnswerView(@Schema(description = "A slice of the context or document; \"\" if there is no answer") String answer,
		@Schema(description = "Its probability among the candidates, 0 to 1") double score,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Schema(
				description = "Probability that the answer is right, calibrated on the model's evaluation set;"
						+ " absent for several texts and for models without a calibration") @Nullable Double probability,
		@Schema(description = "First character in its text, counted in Unicode code points (Python's indices; an"
				+ " emoji counts 1)") int start,
		@Schema(description = "Position after the last character, in code points") int end,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Schema(
				description = "Position of the answer's text among `contexts` or `documents`, from 0; absent for \"\"") @Nullable Integer documentIndex,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Schema(
				description = "The id of that text among `documents`") @Nullable String documentId,
		@Schema(description = "Score of \"\" minus the best span's: the larger, the less likely there is an answer",
				nullable = true) @Nullable Double nullOdds,
		@Schema(description = "The answer is \"\" if and only if nullOdds exceed this") double threshold,
		@Schema(description = "Id of the model that answered") String model, String modelName,
		@Schema(description = "Whether the question was cut because it has more word pieces than `maxQuestionLength`") boolean truncated,
		@Schema(description = "Word pieces of the question that were cut off") int droppedPieces,
		List<Answer.Option> candidates, Timings timings) {

	static AnswerView of(Answer answer) {
		return new AnswerView(answer.answer(), answer.score(), answer.probability(), answer.start(), answer.end(),
				answer.chosen().documentIndex(), answer.chosen().documentId(), answer.nullOdds(), answer.threshold(),
				answer.model().id(), answer.model().name(), answer.droppedPieces() > 0, answer.droppedPieces(),
				answer.candidates(), answer.timings());
	}

}
