package io.mtdnn.experiments.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmDifference;
import io.mtdnn.experiments.analysis.Analysis.BestArm;
import org.jspecify.annotations.Nullable;

import static io.mtdnn.experiments.wording.Wording.count;
import static io.mtdnn.experiments.wording.Wording.number;
import static io.mtdnn.experiments.wording.Wording.pValue;
import static io.mtdnn.experiments.wording.Wording.signed;

/**
 * States the conclusion that the data support: which arm is best if it differs from the
 * baseline by more than chance, or else that none does, and how many seeds would show the
 * observed difference.
 */
final class StudySentence {

	private static final double SIGNIFICANCE = 0.05;

	private static final String CONFIRM = " The search chose what to train by earlier scores, so no difference is tested and the intervals are too narrow: confirm the best arm in a second experiment with seeds that are not among these.";

	private final List<ArmAnalysis> arms;

	private final BestArm best;

	private final String metric;

	private final String scores;

	private final double level;

	private final int looks;

	private final int discarded;

	private final @Nullable List<String> ranking;

	/**
	 * A sentence about arms of which two have finished.
	 * @param metric name of the metric
	 * @param level level of intervals, percent
	 * @param looks planned numbers of seeds at which the arms are tested
	 * @param discarded number of arms that a search has discarded, which count in the
	 * correction
	 * @param ranking labels of arms that were chosen by earlier scores, so that no test
	 * counts, the best first; null if arms were not chosen by scores
	 */
	StudySentence(List<ArmAnalysis> arms, BestArm best, String metric, ScoreKind kind, double level, int looks,
			int discarded, @Nullable List<String> ranking) {
		this.arms = arms;
		this.best = best;
		this.metric = metric;
		this.scores = kind.description();
		this.level = level;
		this.looks = looks;
		this.discarded = discarded;
		this.ranking = ranking;
	}

	/**
	 * The sentence.
	 * @param differences the difference of an arm to the baseline, uncorrected
	 */
	String text(Function<ArmAnalysis, @Nullable Difference> differences) {
		return plain(differences) + ((this.ranking != null) ? CONFIRM : "");
	}

	private String plain(Function<ArmAnalysis, @Nullable Difference> differences) {
		ArmAnalysis chosen = this.arms.stream()
			.filter((arm) -> arm.label().equals(this.best.label()))
			.findFirst()
			.orElseThrow();
		ArmAnalysis arm = chosen.baseline() ? nextBest(chosen) : chosen;
		ArmDifference difference = arm.mainDifference();
		if (difference == null) {
			return chosen.baseline() ? "'" + chosen.label() + "', the baseline, is best." + ofOtherHalf()
					: "'" + chosen.label()
							+ "' is best; without a baseline, or with other questions, its gain cannot be tested."
							+ ofOtherHalf();
		}
		if (difference.low() == null || difference.high() == null) {
			return "'" + arm.label() + "' scores " + apart(difference.estimate()) + " the baseline with " + this.scores
					+ (difference.withoutSeeds() ? "; one run of each does not show"
							: "; runs that are all alike do not show")
					+ " whether that is more than chance." + ofOtherHalf();
		}
		if (this.ranking != null) {
			return expected(chosen, arm, difference) + ofOtherHalf();
		}
		return headline(chosen, arm, difference) + seeds(arm, difference, differences) + others(arm) + ofOtherHalf();
	}

	/**
	 * The best arm beside the baseline, or the one that a search expects most of; the
	 * baseline if no other has finished.
	 */
	private ArmAnalysis nextBest(ArmAnalysis baseline) {
		List<ArmAnalysis> others = this.arms.stream()
			.filter((arm) -> arm.control() == null && arm.mainDifference() != null)
			.toList();
		Stream<String> expected = (this.ranking != null) ? this.ranking.stream() : Stream.empty();
		return expected.flatMap((label) -> others.stream().filter((arm) -> arm.label().equals(label)))
			.findFirst()
			.or(() -> others.stream().max(Comparator.comparingDouble(StudySentence::estimate)))
			.orElse(baseline);
	}

	private static double estimate(ArmAnalysis arm) {
		ArmDifference difference = arm.mainDifference();
		return (difference != null) ? difference.estimate() : Double.NEGATIVE_INFINITY;
	}

	private String headline(ArmAnalysis chosen, ArmAnalysis arm, ArmDifference difference) {
		String figures = " (" + interval(difference) + ", " + pValue(difference.adjusted()) + " corrected for all arms"
				+ ((this.looks > 1) ? " and " + this.looks + " planned looks" : "") + ", " + ofSeeds(arm) + ")";
		if (this.arms.stream().noneMatch((one) -> one.control() == null && isShown(one))) {
			return "No arm differs from the baseline by more than chance with " + this.scores + ": '" + arm.label()
					+ "', the best of them, differs by " + signed(difference.estimate()) + " " + this.metric + figures
					+ ".";
		}
		String verdict = isShown(arm) ? ", which is more than chance." : ", which may be chance.";
		if (chosen.baseline()) {
			return "The baseline is best with " + this.scores + ": '" + arm.label()
					+ "', the best of the others, scores " + apart(difference.estimate()) + " it" + figures + verdict;
		}
		return "'" + arm.label() + "' is best: " + apart(difference.estimate()) + " the baseline with " + this.scores
				+ figures + verdict;
	}

	/** The arm that a search expects most of, without a test. */
	private String expected(ArmAnalysis chosen, ArmAnalysis arm, ArmDifference difference) {
		String scores = "scores " + apart(difference.estimate()) + " the baseline with " + this.scores + " ("
				+ interval(difference) + ", " + ofSeeds(arm) + ").";
		if (chosen.baseline()) {
			return "No arm is expected to score above the baseline; '" + arm.label() + "', the most promising of them, "
					+ scores;
		}
		return "'" + chosen.label() + "' is the arm that the search expects most of; it " + scores;
	}

	/** What more seeds would show of a difference that may be chance. */
	private String seeds(ArmAnalysis arm, ArmDifference view, Function<ArmAnalysis, @Nullable Difference> differences) {
		if (view.withoutSeeds()) {
			return " Other seeds were not considered.";
		}
		Difference difference = differences.apply(arm);
		if (isShown(arm) || difference == null) {
			return "";
		}
		long compared = this.discarded + this.arms.stream().filter((one) -> one.mainDifference() != null).count();
		return " " + PowerSentence.ofObserved(difference, SIGNIFICANCE / (compared * this.looks));
	}

	private String others(ArmAnalysis arm) {
		String shown = this.arms.stream()
			.filter((one) -> one != arm && isShown(one))
			.map((one) -> "'" + one.label() + "' (" + signed(estimate(one)) + ")")
			.collect(Collectors.joining(", "));
		return shown.isEmpty() ? "" : " Also different from the baseline by more than chance: " + shown + ".";
	}

	private static boolean isShown(ArmAnalysis arm) {
		ArmDifference difference = arm.mainDifference();
		return difference != null && difference.adjusted() != null && difference.adjusted() < SIGNIFICANCE;
	}

	private String ofSeeds(ArmAnalysis arm) {
		int baseline = this.arms.stream().filter(ArmAnalysis::baseline).mapToInt(ArmAnalysis::seeds).sum();
		return count(arm.seeds(), "seed") + ((arm.seeds() == baseline) ? "" : ", " + baseline + " of the baseline");
	}

	private String ofOtherHalf() {
		if (this.best.second() == null) {
			return " '" + this.best.label() + "' was chosen on the development set, so its score there is optimistic.";
		}
		ArmDifference difference = this.best.difference();
		String second = " '" + this.best.label()
				+ "' was chosen on one half of the development set; on the other half it scores "
				+ number(this.best.second()) + " " + this.metric;
		if (difference == null || difference.low() == null || difference.high() == null) {
			return second + ".";
		}
		return second + ", " + signed(difference.estimate()) + " to the baseline (" + interval(difference) + ").";
	}

	private String apart(double difference) {
		return number(Math.abs(difference)) + " " + this.metric + ((difference < 0) ? " below" : " above");
	}

	private String interval(ArmDifference difference) {
		Double low = difference.low();
		Double high = difference.high();
		return Analysis.percent(this.level) + " interval " + ((low != null) ? signed(low) : "unknown") + " to "
				+ ((high != null) ? signed(high) : "unknown");
	}

}
