package io.mtdnn.experiments.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.evaluation.statistics.PlannedLooks.Verdict;
import io.mtdnn.evaluation.statistics.SeedSummary;

/**
 * The next look of an experiment that adds seeds until a difference is shown.
 *
 * @param baseline the baseline
 * @param best the arm that is best so far
 * @param seeds the number of seeds that both are to have then
 */
public record NextLook(ArmRuns baseline, ArmRuns best, int seeds) {

	/**
	 * The next look, if the last one has not decided. Each look has its share of the
	 * significance level, and each arm its share of the look's, because the contender was
	 * chosen among them.
	 */
	public static Optional<NextLook> of(List<ArmRuns> arms, PlannedLooks looks) {
		Optional<ArmRuns> baseline = arms.stream().filter((arm) -> arm.arm().baseline()).findFirst();
		Optional<ArmRuns> best = contender(arms);
		if (baseline.isEmpty() || best.isEmpty()) {
			return Optional.empty();
		}
		Difference difference = Analyses.difference(baseline.get(), best.get(), ScoreKind.THRESHOLD_0);
		int now = Math.min(baseline.get().scores().size(), best.get().scores().size());
		if (difference == null
				|| looks.verdict(now, Math.min(1, difference.pValue() * (arms.size() - 1))) != Verdict.MORE_SEEDS) {
			return Optional.empty();
		}
		return Optional.of(new NextLook(baseline.get(), best.get(), looks.next(now)));
	}

	private static Optional<ArmRuns> contender(List<ArmRuns> arms) {
		return arms.stream()
			.filter((arm) -> !arm.arm().baseline() && arm.arm().control() == null && arm.hasScores())
			.max(Comparator.comparingDouble((arm) -> SeedSummary
				.of(arm.scores().stream().mapToDouble((run) -> run.percent(run.metric())).toArray())
				.mean()));
	}

}
