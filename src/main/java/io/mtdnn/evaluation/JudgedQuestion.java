package io.mtdnn.evaluation;

/**
 * A question with its score and what tells its half: questions of one article are alike,
 * so what is fitted on one half of the articles is reported on the other.
 *
 * @param score exact match and null odds of its best span
 * @param article its article; null when that is unknown, then each question is its own
 * @param confidence probability of the best span among its candidates, 0 to 1; null in
 * evaluations of earlier versions
 */
public record JudgedQuestion(QuestionScore score, String article, Double confidence) {

	/** Whether it belongs to the half of the articles that fits. */
	public boolean fits() {
		return HalfAndHalf.isFirst((this.article != null) ? this.article : this.score.id());
	}

	/** Whether it has a span at all. */
	boolean hasSpan() {
		return this.score.answered() && Double.isFinite(this.score.nullOdds());
	}

	/** Whether its best span is right. */
	boolean right() {
		return this.score.exact() == 1;
	}

}
