package io.mtdnn.registry.thresholds;

import java.util.List;
import java.util.Map;

import io.mtdnn.evaluation.Calibration;
import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.RiskCoverage;
import io.mtdnn.evaluation.RiskTarget;
import io.mtdnn.evaluation.ThresholdCurve;
import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;

/**
 * A model's scores on one dataset as functions of the null threshold.
 *
 * @param model the model
 * @param dataset the dataset
 * @param total questions of it
 * @param curve scores over thresholds, and the best ones; tuned on the questions they are
 * reported for, so optimistic
 * @param official {@code best_exact} and {@code best_f1} with their thresholds, as the
 * official evaluator searches them
 * @param halfAndHalf the fair figure: tuned on one half, reported on the other, both
 * ways; null for too few questions
 * @param riskCoverage how many answers are wrong over how many questions get one
 * @param targets thresholds by largest share of wrong answers; those that no threshold
 * reaches are absent
 * @param calibration how probabilities compare with what happened; null when the
 * evaluation stored none
 */
public record ThresholdStudy(RegisteredModel model, String dataset, int total, ThresholdCurve curve,
		Map<String, Double> official, @Nullable HalfAndHalf halfAndHalf, RiskCoverage riskCoverage,
		List<RiskTarget> targets, @Nullable Calibration calibration) {

}
