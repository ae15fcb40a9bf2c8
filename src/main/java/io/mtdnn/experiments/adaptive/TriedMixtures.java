package io.mtdnn.experiments.adaptive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.search.MixtureSearch;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Study;

/**
 * The mixtures that have scores, and these on the half that arms are chosen on.
 *
 * @param scored the arms
 * @param weights their weights
 * @param scores per arm those of its runs
 */
record TriedMixtures(List<Arm> scored, List<List<Double>> weights, List<double[]> scores) {

	static TriedMixtures of(Study study, List<ArmRuns> arms) {
		List<Arm> scored = new ArrayList<>();
		List<List<Double>> weights = new ArrayList<>();
		List<double[]> scores = new ArrayList<>();
		List<Arm> mixtures = study.combinations();
		for (ArmRuns runs : arms) {
			double[] found = Arrays.stream(runs.choosing()).filter(Double::isFinite).toArray();
			if (mixtures.contains(runs.arm()) && found.length > 0) {
				scored.add(runs.arm());
				weights.add(MoreMixtures.weights(study, runs.arm()));
				scores.add(found);
			}
		}
		return new TriedMixtures(scored, weights, scores);
	}

	/** The process fitted to them, of which there are two or more. */
	MixtureSearch search() {
		return MixtureSearch.of(this.weights, this.scores);
	}

}
