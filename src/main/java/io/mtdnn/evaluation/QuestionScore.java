package io.mtdnn.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The score of the best non-null answer to one SQuAD question. With its null odds, this
 * is sufficient to evaluate any threshold without model or texts.
 *
 * @param id question id
 * @param answerable whether the question has gold answers
 * @param answered whether there is a non-null answer
 * @param exact 1 when the answer equals a gold answer after normalisation, else 0
 * @param f1 largest word F1 with a gold answer, 0 to 1
 * @param nullOdds null odds; if above the threshold, the answer counts as ""
 */
public record QuestionScore(String id, boolean answerable, boolean answered, double exact, double f1, double nullOdds) {

	/**
	 * Compares a prediction with its gold answers. Golds that are empty after
	 * normalisation do not count; if none remains, the gold is "".
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
