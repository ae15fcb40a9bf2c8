package io.mtdnn.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How good the best non-null answer to one SQuAD question is; with its null odds all that
 * any threshold needs, neither model nor texts.
 *
 * @param id question id
 * @param answerable whether the question has gold answers
 * @param answered whether there is a non-null answer at all
 * @param exact 1 when the answer equals a gold answer after normalisation, else 0
 * @param f1 largest word F1 with a gold answer, 0 to 1
 * @param nullOdds above the threshold the answer is taken for ""
 */
public record QuestionScore(String id, boolean answerable, boolean answered, double exact, double f1, double nullOdds) {

	/**
	 * Compares a prediction with its gold answers. Golds of which normalisation leaves
	 * nothing do not count; when none is left the gold is "".
	 */
	public static QuestionScore of(SquadPrediction prediction) {
		List<NormalizedAnswer> golds = prediction.golds()
			.stream()
			.map(NormalizedAnswer::of)
			.filter((gold) -> !gold.isEmpty())
			.toList();
		NormalizedAnswer answer = NormalizedAnswer.of(prediction.bestSpan());
		double exact = 0;
		double f1 = 0;
		for (NormalizedAnswer gold : golds.isEmpty() ? List.of(NormalizedAnswer.EMPTY) : golds) {
			exact = Math.max(exact, answer.exact(gold));
			f1 = Math.max(f1, answer.f1(gold));
		}
		return new QuestionScore(prediction.id(), !prediction.golds().isEmpty(), !prediction.bestSpan().isEmpty(),
				exact, f1, prediction.nullOdds());
	}

	/**
	 * {@link #exact} under a threshold: above it the answer is "", right exactly for an
	 * unanswerable question.
	 */
	public double exactAt(double threshold) {
		return at(threshold, QuestionScore::exact);
	}

	/** {@link #f1} under a threshold. */
	public double f1At(double threshold) {
		return at(threshold, QuestionScore::f1);
	}

	/** Whether an answer is given under a threshold. */
	boolean answeredAt(double threshold) {
		return this.answered && this.nullOdds <= threshold;
	}

	double at(double threshold, ToDoubleFunction<QuestionScore> value) {
		return (this.nullOdds > threshold) ? nullScore() : value.applyAsDouble(this);
	}

	private double nullScore() {
		return this.answerable ? 0 : 1;
	}

}
