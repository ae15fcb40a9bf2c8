package io.mtdnn.experiments.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.evaluation.statistics.BestOfN;
import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.Holm;
import io.mtdnn.evaluation.statistics.Interval;
import io.mtdnn.evaluation.statistics.SeedScores;
import io.mtdnn.evaluation.statistics.SeedSummary;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmDifference;
import io.mtdnn.experiments.analysis.Analysis.ArmScore;
import io.mtdnn.experiments.analysis.Analysis.BestArm;
import io.mtdnn.experiments.analysis.ArmRuns.Part;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.study.Control;
import io.mtdnn.experiments.wording.MetricName;
import org.jspecify.annotations.Nullable;

/** Analyses the finished runs of an experiment. */
public final class Analyses {

	private final List<ArmRuns> finished;

	/** The arms on the dataset and by the metric that all are compared by. */
	private final List<ArmRuns> arms;

	private final @Nullable RunScores any;

	private final ScoreKind kind;

	private final @Nullable ArmRuns baseline;

	private final int looks;

	/** What a search that chose runs by earlier scores has found; null without one. */
	private final @Nullable SearchReport found;

	private Analyses(List<ArmRuns> finished, ScoreKind kind, int looks, @Nullable SearchReport found) {
		this.found = found;
		this.finished = finished;
		this.kind = kind;
		this.looks = looks;
		this.any = compared(finished);
		this.arms = finished.stream().map(this::compared).toList();
		this.baseline = this.arms.stream()
			.filter((arm) -> arm.arm().baseline() && arm.hasScores())
			.findFirst()
			.orElse(null);
	}

	/**
	 * A run with the dataset and metric of the baseline; without one, of the first arm.
	 */
	private static @Nullable RunScores compared(List<ArmRuns> arms) {
		return Stream.concat(arms.stream().filter((arm) -> arm.arm().baseline()), arms.stream())
			.flatMap((arm) -> arm.scores().stream())
			.findFirst()
			.orElse(null);
	}

	private ArmRuns compared(ArmRuns arm) {
		return (this.any != null) ? arm.on(this.any.dataset(), this.any.metric()) : arm;
	}

	/**
	 * Analyses arms.
	 * @param arms all arms, also those without finished runs
	 */
	public static Analysis of(List<ArmRuns> arms, ScoreKind kind) {
		return of(arms, kind, 1);
	}

	/**
	 * Analyses arms of an experiment that adds seeds until a difference is shown.
	 * @param looks planned numbers of seeds at which it is tested; each has its share of
	 * the significance level
	 */
	public static Analysis of(List<ArmRuns> arms, ScoreKind kind, int looks) {
		return new Analyses(arms, kind, looks, null).analysis();
	}

	/**
	 * Analyses arms of an experiment that chose its runs by earlier scores, so that no
	 * difference is tested.
	 * @param found what its search has found
	 */
	public static Analysis searched(List<ArmRuns> arms, ScoreKind kind, SearchReport found) {
		return new Analyses(arms, kind, 1, found).analysis();
	}

	/** Level of the intervals of differences. */
	private double level() {
		return 1 - (1 - Interval.LEVEL) / this.looks;
	}

	private Analysis analysis() {
		RunScores any = this.any;
		double empty = (any != null) ? any.percent("always_empty_f1") : Double.NaN;
		List<@Nullable ArmDifference> main = differences((arm) -> arm.main(this.kind, Part.ALL));
		List<@Nullable ArmDifference> exact = differences(
				(arm) -> arm.hasQuestions() ? arm.exact(this.kind, Part.ALL) : null);
		List<ArmAnalysis> analysed = IntStream.range(0, this.arms.size())
			.mapToObj((i) -> arm(i, exact.get(i), main.get(i)))
			.toList();
		BestArm best = best();
		int runs = this.finished.stream().mapToInt((arm) -> arm.scores().size()).sum();
		return new Analysis((any != null) ? any.dataset() : null, (any != null) ? any.metric() : null, this.kind.text(),
				this.arms.stream().mapToInt(ArmRuns::planned).sum(), runs, finite(empty), analysed, best,
				sentence(analysed, best, any), power(), this.looks, 100 * level(), null, null);
	}

	private String sentence(List<ArmAnalysis> analysed, @Nullable BestArm best, @Nullable RunScores any) {
		if (any == null) {
			return "No run has finished.";
		}
		if (best == null) {
			return "Too few arms have finished for a comparison.";
		}
		return new StudySentence(analysed, best, MetricName.of(any.metric()), this.kind, 100 * level(), this.looks,
				discarded(), (this.found != null) ? this.found.ranking() : null)
			.text((arm) -> difference(this.arms.get(analysed.indexOf(arm)), (one) -> one.main(this.kind, Part.ALL)));
	}

	private int discarded() {
		return (int) this.arms.stream().filter((arm) -> arm.discarded() && !arm.hasScores()).count();
	}

	private ArmAnalysis arm(int i, @Nullable ArmDifference exact, @Nullable ArmDifference main) {
		ArmRuns arm = this.arms.get(i);
		Control control = arm.arm().control();
		boolean some = arm.hasScores();
		return new ArmAnalysis(arm.arm().label(), (control != null) ? control.label() : null, arm.arm().baseline(),
				this.finished.get(i).scores().size(), arm.planned(),
				arm.hasQuestions() ? score(arm.exact(this.kind, Part.ALL)) : null,
				some ? score(arm.main(this.kind, Part.ALL)) : null, exact, main,
				some ? Arrays.stream(BestOfN.curve(arm.main(this.kind, Part.ALL).means())).boxed().toList() : null);
	}

	private static ArmScore score(SeedScores scores) {
		SeedSummary summary = SeedSummary.of(scores.means());
		Interval interval = summary.interval(Interval.LEVEL).orElse(null);
		return new ArmScore(summary.mean(), finite(summary.standardDeviation()),
				(interval != null) ? interval.low() : null, (interval != null) ? interval.high() : null);
	}

	/** Differences of all arms to the baseline, corrected for their number. */
	private List<@Nullable ArmDifference> differences(Function<ArmRuns, @Nullable SeedScores> scores) {
		List<@Nullable Difference> found = new ArrayList<>();
		this.arms.forEach((arm) -> found.add(difference(arm, scores)));
		double[] adjusted = Holm.adjust(
				IntStream.range(0, found.size()).mapToDouble((i) -> pValue(this.arms.get(i), found.get(i))).toArray());
		List<@Nullable ArmDifference> views = new ArrayList<>();
		for (int i = 0; i < found.size(); i++) {
			Difference difference = found.get(i);
			views.add((difference != null) ? view(difference, adjusted[i]) : null);
		}
		return views;
	}

	/**
	 * An arm that a search has discarded was compared as well, so it counts in the
	 * correction of those that it has kept.
	 */
	private static double pValue(ArmRuns arm, @Nullable Difference difference) {
		if (difference != null) {
			return difference.pValue();
		}
		return arm.discarded() ? 1 : Double.NaN;
	}

	private @Nullable Difference difference(ArmRuns arm, Function<ArmRuns, @Nullable SeedScores> scores) {
		if (this.baseline == null || arm.arm().equals(this.baseline.arm()) || !arm.hasScores()
				|| !arm.questions().equals(this.baseline.questions())) {
			return null;
		}
		SeedScores own = scores.apply(arm);
		SeedScores other = scores.apply(this.baseline);
		return (own != null && other != null) ? Difference.between(other, own) : null;
	}

	/** Bonferroni's correction over looks, at which the arms are the same. */
	private ArmDifference view(Difference difference, double ofArms) {
		if (this.found != null) {
			Interval untested = difference.interval(level());
			return new ArmDifference(difference.estimate(), finite(untested.low()), finite(untested.high()), null, null,
					"", difference.withoutSeeds());
		}
		double adjusted = Math.min(1, this.looks * ofArms);
		Interval interval = difference.interval(level());
		String mark = (adjusted < 0.01) ? "**" : (adjusted < 0.05) ? "*" : "";
		return new ArmDifference(difference.estimate(), finite(interval.low()), finite(interval.high()),
				finite(difference.pValue()), finite(adjusted), mark, difference.withoutSeeds());
	}

	/**
	 * The arm that is best on the first half, excluding controls, and its score on the
	 * second. A small evaluation set may have all its questions in one half.
	 */
	private @Nullable BestArm best() {
		List<ArmRuns> candidates = this.arms.stream()
			.filter((arm) -> arm.hasScores() && (arm.arm().control() == null || arm.arm().baseline()))
			.toList();
		if (candidates.size() < 2) {
			return null;
		}
		String expected = (this.found != null) ? this.found.best() : null;
		ArmRuns best = candidates.stream()
			.filter((arm) -> arm.arm().label().equals(expected))
			.findFirst()
			.orElseGet(() -> highest(candidates));
		if (!best.hasHalves()) {
			return new BestArm(best.arm().label(), mean(best, Part.ALL), null, null, 0);
		}
		Difference difference = difference(best, (arm) -> arm.main(this.kind, Part.SECOND));
		return new BestArm(best.arm().label(), mean(best, Part.FIRST), mean(best, Part.SECOND),
				(difference != null) ? view(difference, difference.pValue()) : null,
				best.main(this.kind, Part.SECOND).articles());
	}

	private ArmRuns highest(List<ArmRuns> candidates) {
		return candidates.stream()
			.max(Comparator.comparingDouble((arm) -> mean(arm, arm.hasHalves() ? Part.FIRST : Part.ALL)))
			.orElseThrow();
	}

	private double mean(ArmRuns arm, Part part) {
		return SeedSummary.of(arm.main(this.kind, part).means()).mean();
	}

	/**
	 * Computed from the arm with the most seeds, besides the baseline. Runs that are all
	 * alike do not show how much others vary.
	 */
	private @Nullable String power() {
		return this.arms.stream()
			.map((arm) -> difference(arm, (one) -> one.main(this.kind, Part.ALL)))
			.filter((difference) -> difference != null && !difference.withoutSeeds() && difference.standardError() > 0)
			.max(Comparator.comparingInt((difference) -> Math.min(difference.seeds(), difference.baselineSeeds())))
			.map(PowerSentence::of)
			.orElse(null);
	}

	private static @Nullable Double finite(double value) {
		return Double.isFinite(value) ? value : null;
	}

	/**
	 * The difference of an arm to the baseline, uncorrected; null if they cannot be
	 * compared.
	 */
	public static @Nullable Difference difference(ArmRuns baseline, ArmRuns arm, ScoreKind kind) {
		Analyses both = new Analyses(List.of(baseline, arm), kind, 1, null);
		return both.difference(both.arms.get(1), (one) -> one.main(kind, Part.ALL));
	}

}
