package io.mtdnn.training;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What happens in a run, in order. */
public sealed interface TrainingEvent {

	/**
	 * What this attempt reads; reported before it is compared with what the pre-flight
	 * read.
	 */
	record InputsRead(RunInputs inputs) implements TrainingEvent {

	}

	/**
	 * The run starts, or goes on after {@code fromStep} steps that a checkpoint holds.
	 *
	 * @param fromStep steps already done; metric points of later steps that an earlier
	 * attempt reported are void
	 * @param notes what the user should know: a damaged checkpoint passed over, rows
	 * skipped
	 */
	record Started(int fromStep, int totalSteps, List<String> notes) implements TrainingEvent {

	}

	/**
	 * One optimiser step.
	 *
	 * @param step 1-based
	 * @param epoch 1-based
	 * @param examplesPerSecond over the last steps
	 * @param secondsLeft expected, evaluations included
	 */
	record StepDone(int step, int totalSteps, int epoch, String task, double loss, double learningRate,
			double examplesPerSecond, double secondsLeft) implements TrainingEvent {

	}

	/**
	 * An evaluation is under way; about one a second.
	 *
	 * @param secondsLeft of the run, expected
	 */
	record Evaluating(double secondsLeft) implements TrainingEvent {

	}

	/**
	 * An evaluation of one dataset after an epoch; metric names as the official
	 * evaluators print them.
	 */
	record EvaluationDone(int epoch, String dataset, Map<String, Double> metrics) implements TrainingEvent {

	}

	/**
	 * Totals per task so far, at each epoch's end.
	 */
	record TaskTotals(List<TaskTotal> tasks) implements TrainingEvent {

	}

	/**
	 * How one step changed the losses of all tasks.
	 *
	 * @param step 1-based
	 * @param task dataset of the task that the step trained
	 * @param changes by dataset 1 - loss after / loss before on a fixed batch; positive
	 * when the step helped
	 */
	record AffinityMeasured(int step, String task, Map<String, Double> changes) implements TrainingEvent {

	}

	/**
	 * A checkpoint lies whole in the run's directory.
	 *
	 * @param share of this attempt's time so far that went into its checkpoints
	 */
	record CheckpointWritten(int step, long bytes, Duration duration, double share) implements TrainingEvent {

	}

	/**
	 * Mixing made visible.
	 *
	 * @param draws steps that drew this task
	 * @param passes items seen / items in the dataset
	 * @param meanLoss over all its draws
	 */
	record TaskTotal(String dataset, double weight, int draws, double passes, double meanLoss) {

	}

}
