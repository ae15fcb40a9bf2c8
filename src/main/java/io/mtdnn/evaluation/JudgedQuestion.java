package io.mtdnn.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A question with its score and the article that determines its half. Questions of one
 * article are similar, so results fitted on one half of the articles are reported on the
 * other.
 *
 * @param score exact match and null odds of its best span
 * @param article its article; null if unknown; then each question counts as its own
 * article
 * @param confidence probability of the best span among its candidates, 0 to 1; null in
 * evaluations of earlier versions
 */
public record JudgedQuestion(QuestionScore score, @Nullable String article, @Nullable Double confidence) {

	/** Whether it belongs to the half used for fitting. */
	public boolean fits() {
		return HalfAndHalf.isFirst((this.article != null) ? this.article : this.score.id());
	}

	/** Whether it has a span. */
	boolean hasSpan() {
		return this.score.answered() && Double.isFinite(this.score.nullOdds());
	}

	/** Whether its best span is right. */
	boolean right() {
		return this.score.exact() == 1;
	}

}
