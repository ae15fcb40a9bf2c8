package io.mtdnn.experiments.web;

import java.util.List;

import io.mtdnn.experiments.analysis.ScoreKind;

/** The parameter for the threshold at which answers are scored. */
final class ScoresParameter {

	static final String TEXT = "answers at threshold 0, or at thresholds tuned on the other half of the questions";

	private ScoresParameter() {
	}

	static ScoreKind of(String text) {
		return Choice.of("scores", text, List.of(ScoreKind.values()), ScoreKind::text);
	}

}
