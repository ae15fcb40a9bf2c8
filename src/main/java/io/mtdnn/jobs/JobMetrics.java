package io.mtdnn.jobs;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.evaluation.Baseline;
import org.jspecify.annotations.Nullable;

/**
 * A run's history.
 *
 * @param training a point per step, or fewer if thinned
 * @param tasks mixing so far, in plan order
 * @param evaluations in the order they were made
 * @param affinity how steps of each task changed the losses of all, by the order of their
 * first measurement; empty when it is not measured
 * @param gradients how the gradients of the tasks related; empty when it is not measured
 * @param pauses evaluations at the steps at which the run paused, in their order
 * @param checkpoint the newest; null before the first
 */
public record JobMetrics(String jobId, JobStatus status, List<TrainingPoint> training, List<TaskSummary> tasks,
		List<Evaluation> evaluations, List<TaskAffinity> affinity, List<TaskGradients> gradients, List<Pause> pauses,
		@Nullable Checkpoint checkpoint) {

	/** One optimiser step. */
	public record TrainingPoint(int step, int epoch, String task, double loss, double learningRate,
			double examplesPerSecond) {

	}

	/**
	 * A task's statistics so far.
	 *
	 * @param draws steps that drew it
	 * @param passes items seen / items in the dataset
	 * @param meanLoss over all draws
	 */
	public record TaskSummary(String dataset, double weight, int draws, double passes, double meanLoss) {

	}

	/** Metrics of one dataset after an epoch. */
	public record Evaluation(int epoch, String dataset, Map<String, Double> metrics) {

		/**
		 * Both scores if the model is no better than a baseline that ignores its input;
		 * otherwise null.
		 */
		@JsonProperty(access = JsonProperty.Access.READ_ONLY)
		@JsonInclude(JsonInclude.Include.NON_NULL)
		public @Nullable Baseline belowBaseline() {
			return Baseline.of(this.metrics).filter((baseline) -> !baseline.beaten()).orElse(null);
		}

	}

	/**
	 * An evaluation at a step at which the run paused.
	 *
	 * @param step steps done
	 * @param metrics by dataset all metrics
	 * @param firstHalf the same of the first half of the examples, on which runs are
	 * chosen; of all examples where they are not divided
	 */
	public record Pause(int step, int totalSteps, Map<String, Map<String, Double>> metrics,
			Map<String, Map<String, Double>> firstHalf) {

		/** The step at which a run pauses that is to pause after a share of its steps. */
		public static long step(double share, int totalSteps) {
			return Math.max(1, Math.round(share * totalSteps));
		}

		/** Whether the run paused after a share of its steps. */
		public boolean isAt(double share) {
			return this.step == step(share, this.totalSteps);
		}

	}

	/**
	 * How one step changed the losses of all tasks, and how their gradients related
	 * before it.
	 *
	 * @param task dataset of the task that the step trained
	 * @param changes by dataset 1 - loss after / loss before on a fixed batch
	 * @param cosines by dataset and dataset the cosine between the encoder's gradients of
	 * these batches; null for steps of earlier versions, which did not measure it
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record StepEffect(int step, String task, Map<String, Double> changes,
			@Nullable Map<String, Map<String, Double>> cosines) {

	}

	/**
	 * How steps of one task changed the losses of all tasks.
	 *
	 * @param dataset of the task that the steps trained
	 * @param steps number of measured steps
	 * @param changes by dataset the mean of 1 - loss after / loss before; positive when
	 * the steps helped
	 */
	public record TaskAffinity(String dataset, int steps, Map<String, Double> changes) {

	}

	/**
	 * How a task's gradients related to those of all tasks: a row of a symmetric matrix.
	 *
	 * @param steps number of measured steps, of whichever task
	 * @param cosines by dataset the mean cosine between the encoder's gradients, -1 to 1
	 */
	public record TaskGradients(String dataset, int steps, Map<String, Double> cosines) {

	}

	/**
	 * The cost of the newest checkpoint.
	 *
	 * @param step step at which it was written
	 * @param bytes its size
	 * @param seconds time to write it
	 * @param share of the attempt's time so far that went into checkpoints, 0 to 1
	 */
	public record Checkpoint(int step, long bytes, double seconds, double share) {

	}

	/**
	 * A part of a run.
	 *
	 * @param from the first step
	 * @param to the last step
	 */
	public record StepRange(int from, int to) {

		/** The whole run. */
		public static final StepRange ALL = new StepRange(0, Integer.MAX_VALUE);

		public boolean contains(int step) {
			return this.from <= step && step <= this.to;
		}

	}

}
