package io.mtdnn.experiments.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of an experiment's finished runs.
 *
 * @param dataset dataset that all arms are compared on: that of the baseline's leading
 * task
 * @param metric main metric, such as f1; in points of 100
 * @param scores which answers count
 * @param runs number of runs in all
 * @param finished number of runs that have succeeded
 * @param alwaysEmpty main metric of a program that never reads; absent without one
 * @param arms what varies, controls first
 * @param best the best arm; absent before two arms have finished
 * @param sentence conclusion that the data support
 * @param looks planned numbers of seeds at which the experiment is tested, for which
 * p-values and intervals are corrected; 1 without adding seeds
 * @param level level of the intervals of differences, percent: 95 for one look
 * @param halving how a halving search went; absent without one
 * @param search what a search that learns from its runs has found; absent without one.
 * Differences then have no p-values
 * @param power how many seeds would show how much; absent without two seeds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Analysis(@Nullable String dataset, @Nullable String metric, String scores, int runs, int finished,
		@Nullable Double alwaysEmpty, List<ArmAnalysis> arms, @Nullable BestArm best, String sentence,
		@Nullable String power, int looks, double level, @Nullable HalvingReport halving,
		@Nullable SearchReport search) {

	/** Which answers its scores count, in words. */
	public String counted() {
		return Arrays.stream(ScoreKind.values())
			.filter((kind) -> kind.text().equals(this.scores))
			.map(ScoreKind::description)
			.findFirst()
			.orElse(this.scores);
	}

	/** A level in words, such as "95 %". */
	public static String percent(double level) {
		boolean whole = Math.abs(level - Math.rint(level)) < 1e-9;
		return String.format(Locale.ROOT, whole ? "%.0f %%" : "%.2f %%", level);
	}

	/** The same with the reports of searches. */
	public Analysis with(@Nullable HalvingReport rungs, @Nullable SearchReport found) {
		return new Analysis(this.dataset, this.metric, this.scores, this.runs, this.finished, this.alwaysEmpty,
				this.arms, this.best, this.sentence, this.power, this.looks, this.level, rungs, found);
	}

	/** The same with one more sentence at the end of the conclusion. */
	public Analysis adding(String more) {
		return new Analysis(this.dataset, this.metric, this.scores, this.runs, this.finished, this.alwaysEmpty,
				this.arms, this.best, this.sentence + " " + more, this.power, this.looks, this.level, this.halving,
				this.search);
	}

	/**
	 * An arm.
	 *
	 * @param label what varies
	 * @param control the control that it is; absent if it is not one
	 * @param baseline whether the others are compared with it
	 * @param seeds number of finished runs
	 * @param planned number of runs in all
	 * @param exact exact match; absent without questions or finished runs
	 * @param main the main metric; absent without finished runs, or if they were not
	 * evaluated on `dataset`
	 * @param exactDifference exact match minus that of the baseline
	 * @param mainDifference main metric minus that of the baseline
	 * @param bestOfN expected best main metric of 1, 2, ... runs
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ArmAnalysis(String label, @Nullable String control, boolean baseline, int seeds, int planned,
			@Nullable ArmScore exact, @Nullable ArmScore main, @Nullable ArmDifference exactDifference,
			@Nullable ArmDifference mainDifference, @Nullable List<Double> bestOfN) {

	}

	/**
	 * Scores over seeds.
	 *
	 * @param mean mean over seeds
	 * @param standardDeviation standard deviation over seeds; absent for one seed
	 * @param low lower end of the interval of the mean at 95 %, over seeds alone
	 * @param high upper end
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ArmScore(double mean, @Nullable Double standardDeviation, @Nullable Double low,
			@Nullable Double high) {

	}

	/**
	 * A difference to the baseline, over seeds and articles.
	 *
	 * @param estimate the arm's mean minus that of the baseline
	 * @param low lower end of the interval at `level`; absent if nothing varies
	 * @param high upper end
	 * @param pValue two-sided, of no difference; absent if the arms were chosen by scores
	 * @param adjusted the same, corrected for the number of arms (Holm) and of looks
	 * @param mark ** if the corrected value is below 0.01, * if it is below 0.05
	 * @param withoutSeeds whether only articles were considered, because both arms have
	 * one seed
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ArmDifference(double estimate, @Nullable Double low, @Nullable Double high, @Nullable Double pValue,
			@Nullable Double adjusted, String mark, boolean withoutSeeds) {

	}

	/**
	 * The best arm, chosen on one half of the evaluation set.
	 *
	 * @param label the arm
	 * @param first its main metric on the half that it was chosen on, which is optimistic
	 * @param second its main metric on the other half
	 * @param difference difference to the baseline on the other half; absent without a
	 * baseline, or if it is the baseline
	 * @param articles number of articles, 0 without questions
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record BestArm(String label, Double first, @Nullable Double second, @Nullable ArmDifference difference,
			int articles) {

	}

}
