package io.mtdnn.experiments.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.mtdnn.evaluation.statistics.MadeUpStudies;
import io.mtdnn.evaluation.statistics.SeedScores;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RunScores.Cell;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.plan.TrainingRequests;

/** Arms of simulated experiments. */
final class MadeUpArms {

	private MadeUpArms() {
	}

	/** The scores of a baseline and three other arms. */
	static List<SeedScores> four(MadeUpStudies studies, int seeds, SplittableRandom random) {
		MadeUpStudies.Study first = studies.draw(seeds, seeds, random);
		return List.of(first.baseline(), first.other(), studies.draw(seeds, seeds, random).other(),
				studies.draw(seeds, seeds, random).other());
	}

	/** Whether an analysis marks any arm as different from the baseline. */
	static boolean claims(Analysis analysis) {
		return analysis.arms()
			.stream()
			.anyMatch((arm) -> arm.mainDifference() != null && !arm.mainDifference().mark().isEmpty());
	}

	/** An arm with the first seeds of scores. */
	static ArmRuns arm(String label, boolean baseline, SeedScores scores, int seeds) {
		List<RunScores> runs = IntStream.range(0, seeds).mapToObj((seed) -> run(scores, seed)).toList();
		return new ArmRuns(new Arm(label, null, baseline, List.of(), TrainingRequests.parse("{}")),
				LongStream.range(0, seeds).boxed().toList(), runs, seeds);
	}

	private static RunScores run(SeedScores scores, int seed) {
		double[] sums = scores.sums()[seed];
		List<Cell> cells = IntStream.range(0, sums.length)
			.mapToObj((i) -> new Cell("article " + i, i % 2 == 0, scores.questions()[i], sums[i], sums[i], sums[i],
					sums[i]))
			.toList();
		double mean = Arrays.stream(sums).sum() / Arrays.stream(scores.questions()).sum();
		return new RunScores("m", "qa", "f1", Map.of("qa", Map.of("f1", mean, "always_empty_f1", 50.0)), cells);
	}

}
