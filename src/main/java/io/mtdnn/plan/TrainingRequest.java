package io.mtdnn.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a user asks for. Only {@code encoder} and {@code tasks} are needed; a field left
 * out (null) takes the paper's value, see {@link TrainingPlan}.
 *
 * @param name the run's name; default made from the tasks
 * @param limits examples to use at most, by split and dataset: a uniform sample, the same
 * for every run
 * @param maxSkippedRows malformed rows that may be left out of each dataset file; default
 * 0
 * @param dropout of the encoder
 * @param headDropout before the heads on [CLS]; default {@code dropout}: the paper has
 * one value for both
 * @param earlyStopping stop when a task's metric no longer improves; default never
 * @param keep which epoch's model is registered; default the last, or the best when
 * {@code earlyStopping} is given
 * @param keepMetric what the best epoch is chosen by; default that of
 * {@code earlyStopping}, else the leading dataset's main metric
 */
public record TrainingRequest(String name, String encoder, List<TaskRequest> tasks, Integer epochs, Integer batchSize,
		Integer accumulationSteps, Double learningRate, Double dropout, Double headDropout, Double warmupFraction,
		OptimizerKind optimizer, Double weightDecay, Double clipNorm, Integer maxSequenceLength,
		Integer maxQuestionLength, Integer docStride, Integer maxAnswerLength, ExhaustionPolicy onExhaustion,
		SpanLoss spanLoss, Precision precision, Long seed, Limits limits, Integer maxSkippedRows,
		EarlyStopping earlyStopping, Keep keep, KeepMetric keepMetric, Integer checkpointEverySteps) {

	/**
	 * A task of the job.
	 *
	 * @param dataset name of a dataset
	 * @param weight probability of drawing it, over 0; tasks without one share what is
	 * left uniformly
	 */
	@Schema(requiredProperties = "dataset")
	public record TaskRequest(String dataset, @Schema(minimum = "0", maximum = "1") Double weight) {

	}

	/**
	 * Most examples to use.
	 *
	 * @param train by dataset name
	 * @param evaluation by dataset name
	 */
	public record Limits(Map<String, Integer> train, Map<String, Integer> evaluation) {

		/** No limits. */
		public static final Limits NONE = new Limits(Map.of(), Map.of());

		public Limits {
			train = sorted(train);
			evaluation = sorted(evaluation);
		}

		/**
		 * A plan's text must be the same in every process: a checkpoint is known by its
		 * hash.
		 */
		private static Map<String, Integer> sorted(Map<String, Integer> limits) {
			return (limits != null) ? Collections.unmodifiableMap(new TreeMap<>(limits)) : Map.of();
		}

	}

	/**
	 * When to stop before the last epoch.
	 *
	 * @param dataset whose metric is watched; default the leading one
	 * @param metric name of the metric; default the dataset's main metric, for questions
	 * {@code best_f1}
	 * @param patience epochs without improvement before the run ends
	 */
	@Schema(requiredProperties = "patience")
	public record EarlyStopping(String dataset, String metric, @Schema(minimum = "1") int patience) {

	}

	/**
	 * What the best epoch is chosen by.
	 *
	 * @param dataset whose metric decides; default the leading one
	 * @param metric name of the metric; default the dataset's main metric, for questions
	 * {@code best_f1}
	 */
	public record KeepMetric(String dataset, String metric) {

	}

}
