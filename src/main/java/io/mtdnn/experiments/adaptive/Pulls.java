package io.mtdnn.experiments.adaptive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Study;

/**
 * The gains of runs over the baseline's run of the same seed, on the half that arms are
 * chosen on.
 *
 * @param arms the arms that are compared, one for each auxiliary task
 * @param gains per arm the gain of each seed, in points
 */
record Pulls(List<Arm> arms, List<Map<Long, Double>> gains) {

	/** The gains of a study's finished runs. */
	static Pulls of(Study study, List<ArmRuns> runs) {
		Map<Long, Double> baseline = new LinkedHashMap<>();
		runs.stream().filter((arm) -> arm.arm().baseline()).forEach((arm) -> baseline.putAll(scores(arm)));
		List<Map<Long, Double>> gains = new ArrayList<>();
		for (Arm arm : study.combinations()) {
			Map<Long, Double> own = new LinkedHashMap<>();
			runs.stream().filter((one) -> one.arm().equals(arm)).forEach((one) -> own.putAll(scores(one)));
			Map<Long, Double> paired = new LinkedHashMap<>();
			own.forEach((seed, score) -> {
				Double against = baseline.get(seed);
				if (against != null) {
					paired.put(seed, score - against);
				}
			});
			gains.add(paired);
		}
		return new Pulls(study.combinations(), gains);
	}

	private static Map<Long, Double> scores(ArmRuns arm) {
		double[] scores = arm.choosing();
		Map<Long, Double> bySeed = new LinkedHashMap<>();
		for (int i = 0; i < scores.length; i++) {
			if (Double.isFinite(scores[i])) {
				bySeed.put(arm.seeds().get(i), scores[i]);
			}
		}
		return bySeed;
	}

	/** The gains of each arm's runs. */
	List<double[]> values() {
		return this.gains.stream()
			.map((bySeed) -> bySeed.values().stream().mapToDouble(Double::doubleValue).toArray())
			.toList();
	}

}
