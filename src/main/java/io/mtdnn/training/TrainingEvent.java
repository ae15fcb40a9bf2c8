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
	 * The run starts, or continues from a checkpoint after {@code fromStep} steps.
	 *
	 * @param fromStep steps already done; metric points of later steps from earlier
	 * attempts become invalid
	 * @param notes information for the user, such as a skipped checkpoint or skipped rows
	 */
	record Started(int fromStep, int totalSteps, List<String> notes) implements TrainingEvent {

	}

	/**
	 * One optimiser step.
	 *
	 * @param step 1-based
	 * @param epoch 1-based
	 * @param examplesPerSecond over the last steps
	 * @param secondsLeft estimate, including evaluations
	 */
	record StepDone(int step, int totalSteps, int epoch, String task, double loss, double learningRate,
			double examplesPerSecond, double secondsLeft) implements TrainingEvent {

	}

	/**
	 * An evaluation is in progress; reported about once per second.
	 *
	 * @param secondsLeft estimate for the run
	 */
	record Evaluating(double secondsLeft) implements TrainingEvent {

	}

	/**
	 * An evaluation of one dataset after an epoch, with the metric names of the official
	 * evaluators.
	 */
	record EvaluationDone(int epoch, String dataset, Map<String, Double> metrics) implements TrainingEvent {

	}

	/**
	 * The run reached the step at which it pauses, and was evaluated there. Its later
	 * course does not depend on this evaluation.
	 *
	 * @param metrics by dataset all metrics
	 * @param firstHalf the same of the first half of the examples, on which runs are
	 * chosen; of all examples where they are not divided
	 */
	record Paused(int step, int totalSteps, Map<String, Map<String, Double>> metrics,
			Map<String, Map<String, Double>> firstHalf) implements TrainingEvent {

	}

	/**
	 * Totals per task so far, reported at the end of each epoch.
	 */
	record TaskTotals(List<TaskTotal> tasks) implements TrainingEvent {

	}

	/**
	 * How one step changed the losses of all tasks, and how their gradients related
	 * before it.
	 *
	 * @param step 1-based
	 * @param task dataset of the task that the step trained
	 * @param changes by dataset 1 - loss after / loss before on a fixed batch; positive
	 * when the step helped
	 * @param cosines by dataset and dataset the cosine between the encoder's gradients of
	 * these batches
	 */
	record AffinityMeasured(int step, String task, Map<String, Double> changes,
			Map<String, Map<String, Double>> cosines) implements TrainingEvent {

	}

	/**
	 * A complete checkpoint is in the run's directory.
	 *
	 * @param share share of this attempt's time so far spent on its checkpoints
	 */
	record CheckpointWritten(int step, long bytes, Duration duration, double share) implements TrainingEvent {

	}

	/**
	 * The totals of one task.
	 *
	 * @param draws steps that drew this task
	 * @param passes items seen / items in the dataset
	 * @param meanLoss over all its draws
	 */
	record TaskTotal(String dataset, double weight, int draws, double passes, double meanLoss) {

	}

}
