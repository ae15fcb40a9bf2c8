package io.mtdnn.experiments.adaptive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import tools.jackson.databind.json.JsonMapper;

/** Studies of three tasks, and runs with given scores. */
final class MadeUpRuns {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private MadeUpRuns() {
	}

	static Study study(String fields) {
		return Studies.of(JSON.readValue(
				"""
						{"plan": {"encoder": "tiny", "epochs": 2, "tasks": [{"dataset": "qa", "weight": 0.6}, {"dataset": "swag"}, {"dataset": "cola"}]},
						 %s}"""
					.formatted(fields),
				ExperimentRequest.class));
	}

	/** Arms with the runs of all seeds of the definition, scored in points. */
	static List<ArmRuns> runs(Study study, ToDoubleBiFunction<Arm, Long> score) {
		return study.arms().stream().map((arm) -> runs(arm, study.definition().seeds(), score)).toList();
	}

	/** Arms with runs of given seeds. A run whose score is not a number has failed. */
	static List<ArmRuns> runs(Study study, Map<String, Set<Long>> seeds, ToDoubleBiFunction<Arm, Long> score) {
		return study.arms().stream().map((arm) -> runs(arm, List.copyOf(seeds.get(arm.label())), score)).toList();
	}

	private static ArmRuns runs(Arm arm, List<Long> seeds, ToDoubleBiFunction<Arm, Long> score) {
		List<Long> finished = new ArrayList<>();
		List<RunScores> scores = new ArrayList<>();
		for (long seed : seeds) {
			double points = score.applyAsDouble(arm, seed);
			if (!Double.isNaN(points)) {
				finished.add(seed);
				scores.add(new RunScores("m", "qa", "f1", Map.of("qa", Map.of("f1", points / 100)), List.of()));
			}
		}
		return new ArmRuns(arm, finished, scores, seeds.size());
	}

}
