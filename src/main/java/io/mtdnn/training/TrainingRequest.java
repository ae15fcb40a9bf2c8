package io.mtdnn.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a user asks for. Only {@code encoder} and {@code tasks} are needed; a field left out (null) takes the paper's
 * value, see {@link TrainingPlan}.
 *
 * @param name the run's name; default made from the tasks
 * @param limits examples to use at most, by split and dataset: a uniform sample, the same for every run
 * @param maxSkippedRows malformed rows that may be left out of each dataset file; default 0
 * @param earlyStopping stop when a task's metric no longer improves; default never
 */
public record TrainingRequest(String name, String encoder, List<TaskRequest> tasks, Integer epochs, Integer batchSize,
		Integer accumulationSteps, Double learningRate, Double dropout, Double warmupFraction, OptimizerKind optimizer,
		Double weightDecay, Double clipNorm, Integer maxSequenceLength, Integer maxQuestionLength, Integer docStride,
		Integer maxAnswerLength, ExhaustionPolicy onExhaustion, SpanLoss spanLoss, Precision precision, Long seed,
		Limits limits, Integer maxSkippedRows, EarlyStopping earlyStopping, Integer checkpointEverySteps) {

	/**
	 * A task of the job.
	 *
	 * @param dataset name of a dataset
	 * @param weight probability of drawing it, over 0; tasks without one share what is left uniformly
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

		/** A plan's text must be the same in every process: a checkpoint is known by its hash. */
		private static Map<String, Integer> sorted(Map<String, Integer> limits) {
			return (limits != null) ? Collections.unmodifiableMap(new TreeMap<>(limits)) : Map.of();
		}

	}

	/**
	 * When to stop before the last epoch.
	 *
	 * @param dataset whose metric is watched
	 * @param metric name of the metric ({@code f1})
	 * @param patience epochs without improvement before the run ends
	 */
	@Schema(requiredProperties = { "dataset", "metric", "patience" })
	public record EarlyStopping(String dataset, String metric, @Schema(minimum = "1") int patience) {

	}

}
