package io.mtdnn.evaluation;

import java.util.List;

/**
 * The stored result of one question of an evaluation.
 *
 * @param id question id
 * @param bestText its best span; "" when there is none
 * @param nullOdds null score minus the best span's; infinite when there is none
 * @param golds gold answers; empty when the question is unanswerable
 * @param article its article; null in evaluations of earlier versions
 * @param confidence probability of the best span among the candidates; null likewise
 */
public record StoredOdds(String id, String bestText, double nullOdds, List<String> golds, String article,
		Double confidence) {

	/** The question with its score. */
	public JudgedQuestion judged() {
		return new JudgedQuestion(
				QuestionScore.of(new SquadPrediction(this.id, this.golds, this.bestText, this.nullOdds)), this.article,
				this.confidence);
	}

}
