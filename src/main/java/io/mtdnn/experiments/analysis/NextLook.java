package io.mtdnn.experiments.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.evaluation.statistics.PlannedLooks.Verdict;

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
		Optional<ArmRuns> best = baseline.flatMap((one) -> contender(one, arms));
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

	/** The arm with the largest gain over the baseline, of those that can be compared. */
	private static Optional<ArmRuns> contender(ArmRuns baseline, List<ArmRuns> arms) {
		return arms.stream()
			.filter((arm) -> !arm.arm().baseline() && arm.arm().control() == null)
			.filter((arm) -> !Double.isNaN(gain(baseline, arm)))
			.max(Comparator.comparingDouble((arm) -> gain(baseline, arm)));
	}

	private static double gain(ArmRuns baseline, ArmRuns arm) {
		Difference difference = Analyses.difference(baseline, arm, ScoreKind.THRESHOLD_0);
		return (difference != null) ? difference.estimate() : Double.NaN;
	}

}
