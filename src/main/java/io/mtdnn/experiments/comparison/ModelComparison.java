package io.mtdnn.experiments.comparison;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.evaluation.statistics.McNemar;
import org.jspecify.annotations.Nullable;

/**
 * Two models, or two groups of models that differ in their seed, on the same questions.
 *
 * @param dataset the evaluated dataset
 * @param questions number of questions
 * @param articles number of articles they come from, or of contexts without articles
 * @param a models of the first side
 * @param b models of the second side
 * @param counts questions by who answers them exactly; of groups, in more than half of
 * the seeds
 * @param exact difference in exact match, B less A
 * @param f1 difference in F1, B less A
 * @param mcNemar exact test of two single models; absent for groups
 * @param mcNemarPairs in how many pairs of models that test shows a difference; absent
 * for two single models
 * @param pairs in how many pairs of models each side has the higher F1; absent for two
 * single models
 * @param sentence whether the difference in F1 is significant
 * @param categories the same by groups of questions
 * @param total questions that match the filter
 * @param items questions that one side wins and the other loses
 * @param next number of questions to skip for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelComparison(String dataset, int questions, int articles, List<ComparedModel> a, List<ComparedModel> b,
		QuestionCounts counts, Gap exact, Gap f1, @Nullable McNemar mcNemar, @Nullable TestedPairs mcNemarPairs,
		@Nullable Pairs pairs, String sentence, List<ComparedGroup> categories, int total, List<ComparedQuestion> items,
		@Nullable Integer next) {

	/**
	 * A model that is compared.
	 *
	 * @param id the model's id
	 * @param name the model's name
	 * @param threshold null odds above which it answers ""
	 * @param exact exact match at the threshold, percent
	 * @param f1 F1 at the threshold, percent
	 */
	public record ComparedModel(String id, String name, double threshold, double exact, double f1) {

	}

	/**
	 * Questions by who answers them exactly.
	 *
	 * @param both questions that both sides answer
	 * @param onlyA questions that only A answers
	 * @param onlyB questions that only B answers
	 * @param neither questions that no side answers
	 */
	public record QuestionCounts(int both, int onlyA, int onlyB, int neither) {

	}

	/**
	 * A difference, B minus A, in percentage points.
	 *
	 * @param a score of A, percent
	 * @param b score of B, percent
	 * @param difference score of B minus that of A
	 * @param low lower end of the interval at 95 %; absent if nothing varies
	 * @param high upper end
	 * @param pValue two-sided, of no difference; adjusted where groups are compared
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Gap(double a, double b, double difference, @Nullable Double low, @Nullable Double high,
			@Nullable Double pValue) {

	}

	/**
	 * Pairs of a model of A and one of B.
	 *
	 * @param higherA pairs in which A's model has the higher F1
	 * @param higherB pairs in which B's model has the higher F1
	 * @param all number of pairs
	 */
	public record Pairs(int higherA, int higherB, int all) {

	}

	/**
	 * Pairs of a model of A and one of B, each tested alone by McNemar's exact test of
	 * exact match.
	 *
	 * @param betterA pairs in which A's model is better with p below 0.05
	 * @param betterB pairs in which B's model is better with p below 0.05
	 * @param all number of pairs
	 */
	public record TestedPairs(int betterA, int betterB, int all) {

	}

	/**
	 * A group of questions.
	 *
	 * @param category how questions are grouped
	 * @param value the group
	 * @param questions number of questions in it
	 * @param counts questions by who answers them exactly
	 * @param exact difference in exact match
	 * @param f1 difference in F1
	 * @param pairs in how many pairs of models each side has the higher F1; absent for
	 * two single models
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ComparedGroup(String category, String value, int questions, QuestionCounts counts, Gap exact, Gap f1,
			@Nullable Pairs pairs) {

	}

	/**
	 * A question that one side wins.
	 *
	 * @param id the question's id
	 * @param article title of its article; absent if unknown
	 * @param question the question
	 * @param context the context
	 * @param golds gold answers; empty if it is unanswerable
	 * @param won the side that wins it
	 * @param rightA how many models of A answer it exactly
	 * @param rightB how many models of B answer it exactly
	 * @param a answers of A's models, in their order
	 * @param b answers of B's models
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ComparedQuestion(String id, @Nullable String article, String question, String context,
			List<String> golds, ComparisonQuery.Side won, int rightA, int rightB, List<ComparedAnswer> a,
			List<ComparedAnswer> b) {

	}

	/**
	 * A model's answer.
	 *
	 * @param answer at the model's threshold; "" for no answer
	 * @param bestSpan the best span without a threshold
	 * @param nullOdds score of no answer minus that of the best span; absent without a
	 * span
	 * @param exact 1 if the answer is exact, else 0
	 * @param f1 F1 of the answer, 0 to 1
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ComparedAnswer(String answer, String bestSpan, @Nullable Double nullOdds, double exact, double f1) {

	}

}
