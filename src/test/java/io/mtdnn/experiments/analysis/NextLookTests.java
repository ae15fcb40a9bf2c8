package io.mtdnn.experiments.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.mtdnn.evaluation.statistics.MadeUpStudies;
import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.evaluation.statistics.SeedScores;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RunScores.Cell;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.plan.TrainingRequests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The complete rule in studies without a difference: after each analysis the best of
 * several arms gets more seeds, and the last analysis states whether a difference is
 * shown.
 */
class NextLookTests {

	private static final int STUDIES = 600;

	private static final int FIRST = 3;

	private static final int MOST = 12;

	private static final PlannedLooks LOOKS = PlannedLooks.growing(FIRST, MOST);

	@Test
	void seedsForTheBestArmFindFewFalseDifferences() {
		assertThat(LOOKS.seeds()).containsExactly(3, 4, 6, 9, 12);
		MadeUpStudies studies = new MadeUpStudies(MadeUpStudies.small(), 0, 2, 0.5, 0.5);
		SplittableRandom random = new SplittableRandom(5);
		int claimed = 0;
		int uncorrected = 0;
		for (int i = 0; i < STUDIES; i++) {
			List<SeedScores> arms = new ArrayList<>();
			MadeUpStudies.Study first = studies.draw(MOST, MOST, random);
			arms.add(first.baseline());
			arms.add(first.other());
			arms.add(studies.draw(MOST, MOST, random).other());
			arms.add(studies.draw(MOST, MOST, random).other());
			List<ArmRuns> ended = ended(arms);
			claimed += claims(Analyses.of(ended, ScoreKind.THRESHOLD_0, LOOKS.seeds().size())) ? 1 : 0;
			uncorrected += claims(Analyses.of(ended, ScoreKind.THRESHOLD_0)) ? 1 : 0;
		}
		assertThat(claimed).isLessThanOrEqualTo(STUDIES / 20);
		assertThat(uncorrected).as("the correction is needed").isGreaterThan(STUDIES / 20);
	}

	@Test
	void aClearDifferenceNeedsNoMoreSeeds() {
		MadeUpStudies studies = new MadeUpStudies(MadeUpStudies.small(), 15, 0.5, 0.5, 0.5);
		MadeUpStudies.Study study = studies.draw(MOST, MOST, new SplittableRandom(1));
		List<ArmRuns> arms = List.of(arm("baseline", true, study.baseline(), FIRST),
				arm("better", false, study.other(), FIRST));
		assertThat(NextLook.of(arms, LOOKS)).isEmpty();
		Analysis analysis = Analyses.of(arms, ScoreKind.THRESHOLD_0, LOOKS.seeds().size());
		assertThat(analysis.level()).isEqualTo(99);
		assertThat(analysis.sentence()).contains("99 % interval")
			.contains("corrected for all arms and 5 planned looks")
			.contains("which is more than chance.");
		assertThat(analysis.arms().get(1).mainDifference().adjusted())
			.isEqualTo(5 * analysis.arms().get(1).mainDifference().pValue());
	}

	/** The arms when the rule has ended. */
	private static List<ArmRuns> ended(List<SeedScores> arms) {
		int[] seeds = new int[arms.size()];
		Arrays.fill(seeds, FIRST);
		while (true) {
			List<ArmRuns> now = IntStream.range(0, seeds.length)
				.mapToObj((i) -> arm("arm " + i, i == 0, arms.get(i), seeds[i]))
				.toList();
			Optional<NextLook> next = NextLook.of(now, LOOKS);
			if (next.isEmpty()) {
				return now;
			}
			seeds[0] = Math.max(seeds[0], next.get().seeds());
			int best = now.indexOf(next.get().best());
			seeds[best] = Math.max(seeds[best], next.get().seeds());
		}
	}

	private static boolean claims(Analysis analysis) {
		return analysis.arms()
			.stream()
			.anyMatch((arm) -> arm.mainDifference() != null && !arm.mainDifference().mark().isEmpty());
	}

	private static ArmRuns arm(String label, boolean baseline, SeedScores scores, int seeds) {
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
