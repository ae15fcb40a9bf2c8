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
	 * The factor of one part of a batch.
	 * @param share share of the whole batch
	 * @param task index of its task
	 */
	double scaled(double share, int task, Batch batch) {
		Double weight = this.plan.tasks().get(task).lossWeight();
		double scale = (weight != null) ? share * weight : share;
		return (this.plan.lossScaling() == LossScaling.LABELS) ? scale * perAnswer(batch) : scale;
	}

	/**
	 * 1 / ln n with n possible answers: the labels of a class, the choices of an item, or
	 * the tokens that a span may begin at (the mean over the batch). A head with a single
	 * output is not scaled.
	 */
	private static double perAnswer(Batch batch) {
		int labels = batch.task().labels().size();
		double rows = (double) batch.sequences().size() / batch.size();
		double answers = (labels > 0) ? labels
				: (rows > 1) ? rows : batch.task().head().everyToken() ? tokens(batch) : 1;
		return (answers > 1) ? 1 / StrictMath.log(answers) : 1;
	}

	private static double tokens(Batch batch) {
		return batch.sequences().stream().mapToInt(TokenSequence::length).average().orElse(1);
	}

}
