package io.mtdnn.evaluation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A model's result for one question of an evaluation set, before any threshold, with
 * everything that thresholds, predictions, and comparisons of models need.
 *
 * @param article title of the article that the context is from; null if unknown
 * @param question its text; "" in the first versions' evaluations, and so is the context
 * @param golds texts of all gold answers; empty if the question is unanswerable
 * @param bestText text of the best non-null span, "" if there is none
 * @param nullOdds null score minus the best span's
 * @param exact 1 if the best span equals a gold answer after normalisation, else 0
 * @param f1 largest word F1 of the best span with a gold answer, 0 to 1
 * @param confidence probability of the best span among the candidates, 0 without a span;
 * null in the first versions' evaluations
 */
public record QuestionResult(String id, @Nullable String article, String question, String context, List<String> golds,
		String bestText, double nullOdds, double exact, double f1, @Nullable Double confidence) {

	public QuestionResult {
		golds = List.copyOf(golds);
	}

	/** The result of a prediction. */
	public static QuestionResult of(@Nullable String article, String question, String context,
			SquadPrediction prediction, @Nullable Double confidence) {
		QuestionScore score = QuestionScore.of(prediction);
		return new QuestionResult(prediction.id(), article, question, context, prediction.golds(),
				prediction.bestSpan(), prediction.nullOdds(), score.exact(), score.f1(), confidence);
	}

	/**
	 * This result with those texts of another one that are equal, which saves memory.
	 */
	public QuestionResult sharing(QuestionResult other) {
		boolean sameArticle = this.article != null && this.article.equals(other.article);
		return new QuestionResult(this.id.equals(other.id) ? other.id : this.id,
				sameArticle ? other.article : this.article,
				this.question.equals(other.question) ? other.question : this.question,
				this.context.equals(other.context) ? other.context : this.context,
				this.golds.equals(other.golds) ? other.golds : this.golds, this.bestText, this.nullOdds, this.exact,
				this.f1, this.confidence);
	}

	QuestionResult withConfidence(@Nullable Double probability) {
		return new QuestionResult(this.id, this.article, this.question, this.context, this.golds, this.bestText,
				this.nullOdds, this.exact, this.f1, probability);
	}

	/** Whether the context contains an answer. */
	public boolean answerable() {
		return !this.golds.isEmpty();
	}

	/** The scores for any threshold. */
	public QuestionScore score() {
		return new QuestionScore(this.id, answerable(), !this.bestText.isEmpty(), this.exact, this.f1, this.nullOdds);
	}

	/** The question as thresholds and calibrations are studied on it. */
	public JudgedQuestion judged() {
		return new JudgedQuestion(score(), this.article, this.confidence);
	}

	/** The answer at a threshold: the best span, or "" above it. */
	public String answer(double threshold) {
		return (this.nullOdds > threshold) ? "" : this.bestText;
	}

}
