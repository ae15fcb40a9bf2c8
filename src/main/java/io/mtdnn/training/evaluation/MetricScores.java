package io.mtdnn.training.evaluation;

import java.nio.file.Path;
import java.util.Map;

/** Scores of an evaluation whose metrics are all that is worth keeping. */
record MetricScores(Map<String, Double> metrics) implements TaskEvaluation.Scores {

	@Override
	public void writeDetails(Path bundle) {
		// Nothing beside the metrics.
	}

}
