package io.mtdnn.training.run;

import io.mtdnn.model.Batch;
import io.mtdnn.plan.LossScaling;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.TokenSequence;

/** Computes the factors of losses before the backward pass. */
final class LossScales {

	private final TrainingPlan plan;

	LossScales(TrainingPlan plan) {
		this.plan = plan;
	}

	/**
	 * The factor of the loss of a micro-batch.
	 * @param share the micro-batch's share of the whole batch
	 * @param task index of its task
	 */
	double scaled(double share, int task, Batch batch) {
		Double weight = this.plan.tasks().get(task).lossWeight();
		double scale = (weight != null) ? share * weight : share;
		return (this.plan.lossScaling() == LossScaling.LABELS) ? scale * perGuess(batch) : scale;
	}

	/**
	 * The reciprocal of the loss of a uniform guess, which is ln n for n possible
	 * answers. These are the labels of a classification, the choices of an item, or the
	 * tokens of a row (the mean over the batch); for a span, the losses of start and end
	 * are combined as in the plan. The loss of a regression is not scaled.
	 */
	private double perGuess(Batch batch) {
		int labels = batch.task().labels().size();
		double rows = (double) batch.sequences().size() / batch.size();
		boolean spans = batch.task().head().everyToken();
		double answers = (labels > 0) ? labels : (rows > 1) ? rows : spans ? tokens(batch) : 1;
		double guess = StrictMath.log(answers) * (spans ? 2 * this.plan.spanLoss().factor() : 1);
		return (guess > 0) ? 1 / guess : 1;
	}

	private static double tokens(Batch batch) {
		return batch.sequences().stream().mapToInt(TokenSequence::length).average().orElse(1);
	}

}
