package io.mtdnn.registry.predictions;

import io.mtdnn.evaluation.QuestionResult;

/** The verdict on a model's answer to an evaluated question at a threshold. */
public enum Verdict {

	/** An exact match with a gold answer, or "" to an unanswerable question. */
	RIGHT("right"),

	/** An answer that does not match any gold answer exactly. */
	WRONG_SPAN("wrong-span"),

	/** An answer to an unanswerable question. */
	FALSE_ANSWER("false-answer"),

	/** No answer to an answerable question. */
	MISSED_ANSWER("missed-answer");

	private final String text;

	Verdict(String text) {
		this.text = text;
	}

	/** The name in requests and responses. */
	public String text() {
		return this.text;
	}

	/** The verdict on a result. */
	static Verdict of(QuestionResult result, double threshold) {
		if (result.score().exactAt(threshold) == 1) {
			return RIGHT;
		}
		if (!result.answerable()) {
			return FALSE_ANSWER;
		}
		return result.answer(threshold).isEmpty() ? MISSED_ANSWER : WRONG_SPAN;
	}

}
