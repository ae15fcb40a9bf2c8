package io.mtdnn.registry.predictions;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Questions of a model's evaluation set with its answers.
 *
 * @param model the model's id
 * @param dataset the evaluated dataset
 * @param threshold null odds above which the answer is ""
 * @param questions number of questions of the evaluation set
 * @param counts number of all questions by verdict
 * @param total number of questions that match the filters
 * @param items the listed questions
 * @param next number of questions to skip for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuestionPage(String model, String dataset, double threshold, int questions, @Schema(
		example = "{\"right\": 140, \"wrong-span\": 30, \"false-answer\": 20, \"missed-answer\": 26}") Map<String, Integer> counts,
		int total, List<EvaluatedQuestion> items, @Nullable Integer next) {

	/**
	 * A question with the model's answer.
	 *
	 * @param id the question's id
	 * @param article title of its article; absent if unknown
	 * @param golds gold answers; empty if it is unanswerable
	 * @param verdict right, wrong-span, false-answer or missed-answer
	 * @param answer at the threshold; "" for no answer
	 * @param bestSpan the best span without a threshold
	 * @param nullOdds score of no answer minus that of the best span; absent without a
	 * span
	 * @param exact 1 if the answer is exact, else 0
	 * @param f1 F1 of the answer, 0 to 1
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record EvaluatedQuestion(String id, @Nullable String article, String question, String context,
			List<String> golds, @Schema(allowableValues = {
					"right", "wrong-span", "false-answer", "missed-answer" }) String verdict,
			String answer, String bestSpan, @Nullable Double nullOdds, double exact, double f1){

	}

}
