package io.mtdnn.training.evaluation;

import java.nio.file.Path;
import java.util.Map;

/** Scores of an evaluation that keeps only its metrics. */
record MetricScores(Map<String, Double> metrics) implements TaskEvaluation.Scores {

	@Override
	public void writeDetails(Path bundle) {
		// There are no details beyond the metrics.
	}

}
