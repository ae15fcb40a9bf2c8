package io.mtdnn.experiments.web;

import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.experiments.analysis.ScoreKind;

/** The parameter that chooses which answers count. */
final class ScoresParameter {

	static final String TEXT = "answers at threshold 0, or at thresholds tuned on the other half of the questions";

	private ScoresParameter() {
	}

	static ScoreKind of(String text) {
		List<String> known = Stream.of(ScoreKind.values()).map(ScoreKind::text).toList();
		return ScoreKind.values()[known.indexOf(Choice.of("scores", text, known))];
	}

}
