package io.mtdnn.registry.thresholds;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.ThresholdCurve;

/**
 * How a model's scores on one dataset depend on the null threshold.
 *
 * @param model the model
 * @param dataset the dataset
 * @param total questions of it
 * @param curve scores over thresholds, and the best ones; tuned on the questions they are
 * reported for, so optimistic
 * @param halfAndHalf the fair figure: tuned on one half, reported on the other, both
 * ways; null for too few questions
 */
public record ThresholdStudy(RegisteredModel model, String dataset, int total, ThresholdCurve curve,
		HalfAndHalf halfAndHalf) {

}
