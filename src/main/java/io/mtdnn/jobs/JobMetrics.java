package io.mtdnn.jobs;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.evaluation.Baseline;

/**
 * A run's history.
 *
 * @param training a point per step, or fewer when thinned
 * @param tasks mixing so far, in plan order
 * @param evaluations in the order they were made
 * @param checkpoint the newest; null before the first
 */
public record JobMetrics(String jobId, JobStatus status, List<TrainingPoint> training, List<TaskSummary> tasks,
		List<Evaluation> evaluations, Checkpoint checkpoint) {

	/** One optimiser step. */
	public record TrainingPoint(int step, int epoch, String task, double loss, double learningRate,
			double examplesPerSecond) {

	}

	/**
	 * A task's share so far.
	 *
	 * @param draws steps that drew it
	 * @param passes items seen / items in the dataset
	 * @param meanLoss over all draws
	 */
	public record TaskSummary(String dataset, double weight, int draws, double passes, double meanLoss) {

	}

	/** Metrics of one dataset after an epoch. */
	public record Evaluation(int epoch, String dataset, Map<String, Double> metrics) {

		/** Both scores, where the model is no better than a program that never reads. */
		@JsonProperty(access = JsonProperty.Access.READ_ONLY)
		@JsonInclude(JsonInclude.Include.NON_NULL)
		public Baseline belowBaseline() {
			return Baseline.of(this.metrics).filter((baseline) -> !baseline.beaten()).orElse(null);
		}

	}

	/**
	 * What checkpoints cost.
	 *
	 * @param step steps that it holds
	 * @param bytes its size
	 * @param seconds that it took
	 * @param share of the attempt's time so far that went into checkpoints, 0 to 1
	 */
	public record Checkpoint(int step, long bytes, double seconds, double share) {

	}

}
