package io.mtdnn.registry.web;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.evaluation.BestThreshold;
import io.mtdnn.evaluation.Calibration;
import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.Reliability;
import io.mtdnn.evaluation.RiskCoverage;
import io.mtdnn.evaluation.RiskTarget;
import io.mtdnn.evaluation.ThresholdCurve;
import io.mtdnn.registry.thresholds.ThresholdStudy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Scores over thresholds.
 *
 * @param model the model's id
 * @param threshold the threshold it answers with now
 * @param total number of questions
 * @param points by increasing threshold
 * @param bestExact threshold with the best exact match
 * @param bestF1 threshold with the best F1
 * @param official results of the official evaluator
 * @param halfAndHalf tuned on one half and scored on the other, both ways; null with too
 * few questions
 * @param riskCoverage wrong answers over answered questions
 * @param targets thresholds by largest share of wrong answers
 * @param calibration how well probabilities fit; null without one
 */
@Schema(name = "Study")
record StudyView(String model, String name, String dataset, double threshold, int total,
		List<ThresholdCurve.Point> points, BestThreshold bestExact, BestThreshold bestF1,
		@Schema(description = "The official evaluator's `best_exact`, `best_exact_thresh`, `best_f1` and"
				+ " `best_f1_thresh`, whose search can report a threshold that does not reach the reported score") Map<String, Double> official,
		@Nullable HalfAndHalf halfAndHalf,
		@Schema(description = "Share of wrong answers over the share of questions that get an answer, by increasing threshold") List<Risk> riskCoverage,
		@Schema(description = "For each target, the threshold that answers the most questions of one half of the articles"
				+ " while the upper end of the 95 % interval of its risk is within the target, and its results on the other half; targets that no threshold reaches are absent") List<Target> targets,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Schema(
				description = "How well `probability` of answers fits, on the half of the articles that took no"
						+ " part in its fit; absent in models of earlier versions and for few questions") @Nullable CalibrationView calibration) {

	static StudyView of(ThresholdStudy study) {
		return new StudyView(study.model().id(), study.model().name(), study.dataset(), study.model().nullThreshold(),
				study.total(), study.curve().points(), study.curve().bestExact(), study.curve().bestF1(),
				study.official(), study.halfAndHalf(), study.riskCoverage().points().stream().map(Risk::of).toList(),
				study.targets().stream().map(Target::of).toList(), CalibrationView.of(study.calibration()));
	}

	/**
	 * Answers under a threshold.
	 *
	 * @param coverage share of the questions that get an answer
	 * @param risk share of these answers that are wrong
	 */
	@Schema(name = "Risk")
	record Risk(@Schema(description = "Null odds above which the answer is \"\"") double threshold,
			@Schema(description = "Share of the questions that get an answer, 0 to 1") double coverage,
			@Schema(description = "Share of these answers that equal no gold answer, 0 to 1") double risk) {

		static Risk of(RiskCoverage.Point point) {
			return new Risk(point.threshold(), point.coverage(), point.risk());
		}

	}

	/**
	 * A threshold for a largest share of wrong answers.
	 *
	 * @param target the share
	 * @param threshold the threshold
	 * @param coverage share of the other half's questions that get an answer
	 * @param risk share of the other half's answers that are wrong
	 */
	@Schema(name = "RiskTarget")
	record Target(@Schema(description = "Requested maximum share of wrong answers, 0 to 1") double target,
			@Schema(description = "Null odds above which the answer is \"\"; can be promoted or sent as"
					+ " `nullThreshold`") double threshold,
			@Schema(description = "Share of the questions of the other half that get an answer") double coverage,
			@Schema(description = "Share of these answers that are wrong") double risk,
			@Schema(description = "Lower end of its 95 % interval") double riskLow,
			@Schema(description = "Upper end of its 95 % interval") double riskHigh,
			@Schema(description = "Number of these answers") int answered,
			@Schema(description = "The same share on the half that the threshold was chosen on") double chosenRisk) {

		static Target of(RiskTarget target) {
			return new Target(target.target(), target.chosen().threshold(), target.reported().coverage(),
					target.reported().risk(), target.low(), target.high(), target.reported().answered(),
					target.chosen().risk());
		}

	}

	/**
	 * How well probabilities fit.
	 *
	 * @param fittedOn number of questions in the half used for fitting
	 * @param reportedOn number of questions in the other half, which the rest is about
	 * @param before the softmax over candidates
	 * @param after the calibrated probability
	 */
	@Schema(name = "Calibration")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record CalibrationView(
			@Schema(description = "Number of questions in the half of the articles used for the fit") int fittedOn,
			@Schema(description = "Number of questions in the other half") int reportedOn,
			@Schema(description = "Reliability of the best span's `score`, the softmax over candidates") @Nullable Reliability before,
			@Schema(description = "Reliability of its calibrated `probability`") Reliability after) {

		static @Nullable CalibrationView of(@Nullable Calibration calibration) {
			return (calibration == null) ? null : new CalibrationView(calibration.fittedOn(), calibration.reportedOn(),
					calibration.before(), calibration.after());
		}

	}

}
