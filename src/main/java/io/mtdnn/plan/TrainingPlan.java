package io.mtdnn.plan;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.plan.TrainingRequest.EarlyStopping;
import io.mtdnn.plan.TrainingRequest.KeepMetric;
import io.mtdnn.plan.TrainingRequest.Limits;
import io.mtdnn.tokenization.WindowSettings;

/**
 * A request with every default filled in: two runs of equal plans over equal data on
 * equal machines give equal weights.
 *
 * @param tasks in the request's order; the first with a span head (else the first) leads:
 * an epoch ends when its batches are used up
 * @param accumulationSteps batches of {@code batchSize / accumulationSteps} items per
 * optimiser step
 * @param warmupFraction share of all steps with a linearly rising rate; it falls linearly
 * to 0 afterwards (continuous)
 * @param clipNorm global L2 norm that gradients are clipped to; 0 for none
 * @param dropout of the encoder
 * @param headDropout before the heads on [CLS]; null, in plans of an earlier version, for
 * the same as {@code dropout}
 * @param docStride step between windows, in word pieces
 * @param earlyStopping null for none
 * @param keep which epoch's model is registered; null, in plans of an earlier version,
 * for the best by F1 at threshold 0
 * @param keepMetric what the best epoch is chosen by; null when only the last is kept
 * @param checkpointEverySteps also checkpoint every so many steps; 0 for by time and
 * epoch alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingPlan(String name, String encoder, List<PlannedTask> tasks, int epochs, int batchSize,
		int accumulationSteps, double learningRate, double dropout, Double headDropout, double warmupFraction,
		OptimizerKind optimizer, double weightDecay, double clipNorm, int maxSequenceLength, int maxQuestionLength,
		int docStride, int maxAnswerLength, ExhaustionPolicy onExhaustion, SpanLoss spanLoss, Precision precision,
		long seed, Limits limits, int maxSkippedRows, EarlyStopping earlyStopping, Keep keep, KeepMetric keepMetric,
		int checkpointEverySteps) {

	public TrainingPlan {
		tasks = List.copyOf(tasks);
	}

	/** How contexts are cut. */
	public WindowSettings windows() {
		return new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, this.docStride);
	}

	/** Dropout before the heads on [CLS]. */
	public double dropoutOfHeads() {
		return (this.headDropout != null) ? this.headDropout : this.dropout;
	}

	/**
	 * A task and its weight.
	 *
	 * @param weight probability of drawing it; the weights of a plan sum to 1
	 */
	public record PlannedTask(String dataset, double weight) {

	}

}
