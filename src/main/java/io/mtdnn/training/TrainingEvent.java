package io.mtdnn.training;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An event of a run. */
public sealed interface TrainingEvent {

	/**
	 * The inputs of this attempt, reported before they are compared with those of the
	 * pre-flight.
	 */
	record InputsRead(RunInputs inputs) implements TrainingEvent {

	}

	/**
	 * The run starts, or resumes from a checkpoint after {@code fromStep} steps.
	 *
	 * @param fromStep number of completed steps; metrics that earlier attempts reported
	 * for later steps become invalid
	 * @param notes information for the user, such as a skipped checkpoint or skipped rows
	 */
	record Started(int fromStep, int totalSteps, List<String> notes) implements TrainingEvent {

	}

	/**
	 * A step has been completed.
	 *
	 * @param step 1-based
	 * @param epoch 1-based
	 * @param examplesPerSecond mean over the last steps
	 * @param secondsLeft estimated seconds until the end of the run, including
	 * evaluations
	 */
	record StepDone(int step, int totalSteps, int epoch, String task, double loss, double learningRate,
			double examplesPerSecond, double secondsLeft) implements TrainingEvent {

	}

	/**
	 * An evaluation is in progress. Reported about once per second.
	 *
	 * @param secondsLeft estimated seconds until the end of the run
	 */
	record Evaluating(double secondsLeft) implements TrainingEvent {

	}

	/**
	 * An evaluation set has been evaluated after an epoch. The metrics have the names of
	 * the official evaluators.
	 */
	record EvaluationDone(int epoch, String dataset, Map<String, Double> metrics) implements TrainingEvent {

	}

	/**
	 * The run has reached the step at which it pauses, and was evaluated there. The
	 * evaluation does not affect the rest of the run.
	 *
	 * @param metrics all metrics by evaluation set
	 * @param firstHalf the metrics of the first half of the examples, by which runs are
	 * selected; those of all examples if they are not divided
	 */
	record Paused(int step, int totalSteps, Map<String, Map<String, Double>> metrics,
			Map<String, Map<String, Double>> firstHalf) implements TrainingEvent {

	}

	/**
	 * Totals of each task so far, reported at the end of each epoch.
	 */
	record TaskTotals(List<TaskTotal> tasks) implements TrainingEvent {

	}

	/**
	 * The effect of a step on the losses of all tasks, and the cosines between their
	 * gradients before the step.
	 *
	 * @param step 1-based
	 * @param task dataset of the task that the step trained
	 * @param changes 1 - loss after / loss before on a fixed batch of each dataset;
	 * positive if the step decreased the loss
	 * @param cosines cosines between the encoder's gradients of these batches, by dataset
	 * and dataset
	 */
	record AffinityMeasured(int step, String task, Map<String, Double> changes,
			Map<String, Map<String, Double>> cosines) implements TrainingEvent {

	}

	/**
	 * A complete checkpoint is in the run's directory.
	 *
	 * @param share share of this attempt's time so far that its checkpoints have taken
	 */
	record CheckpointWritten(int step, long bytes, Duration duration, double share) implements TrainingEvent {

	}

	/**
	 * The totals of one task.
	 *
	 * @param draws steps that drew this task
	 * @param passes items seen / items in the dataset
	 * @param meanLoss mean loss of these steps
	 */
	record TaskTotal(String dataset, double weight, int draws, double passes, double meanLoss) {

	}

}
