package io.mtdnn.plan;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.tokenization.WindowSettings;
import org.jspecify.annotations.Nullable;

/**
 * The complete definition of a run, including all defaults: two runs of equal plans on
 * equal data and machines produce equal weights. Each component is defined only here. The
 * hash of a plan's JSON identifies its checkpoints, so a new component must be null in
 * plans that were stored without it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingPlan(
		@Knob(value = "Name of the run, without line breaks", to = 200, follows = "made from the tasks") String name,
		@Knob(value = "Name of the pretrained encoder; GET /encoders lists them. Required unless start names a model",
				follows = "the model of start", example = "minilm-l6-uncased",
				paper = "bert-base-cased, bert-large-cased") String encoder,
		@Knob(value = "The tasks, each dataset once. An epoch ends when the batches of the leading task are used up",
				required = true, from = 1, paper = "SQuAD 2.0, SWAG, CoLA, MRPC, MNLI") List<PlannedTask> tasks,
		@Knob(value = "Passes over the leading task's batches; 0 evaluates the model of start and trains nothing",
				byDefault = "2", from = 0, to = 1000, paper = "2") int epochs,
		@Knob(value = "Items per optimiser step", byDefault = "16", from = 1, to = 4096, paper = "16") int batchSize,
		@Knob(value = "Number of parts that a batch is computed in, one after the other, to save memory; at most batchSize",
				byDefault = "1", from = 1) int accumulationSteps,
		@Knob(value = "Highest learning rate", byDefault = "3e-5", from = 0, above = true, to = 1,
				paper = "3e-5") double learningRate,
		@Knob(value = "Share of values dropped in the encoder during training", byDefault = "0.3", from = 0, to = 0.99,
				paper = "0.3") double dropout,
		@Knob(value = "Share of values dropped before the heads for choices, classes and numbers; nothing is dropped before the span head",
				from = 0, to = 0.99, follows = "that of dropout", paper = "0.3",
				absent = "the same as dropout") @Nullable Double headDropout,
		@Knob(value = "Share of all steps with a linearly rising learning rate; it falls linearly to 0 afterwards",
				byDefault = "0.1", from = 0, to = 1, paper = "0.1") double warmupFraction,
		@Knob(value = "Optimiser", byDefault = "adamax", paper = "adamax") OptimizerKind optimizer,
		@Knob(value = "Decoupled weight decay", byDefault = "0.01", from = 0, to = 1) double weightDecay,
		@Knob(value = "Global L2 norm that gradients are clipped to; 0 for no clipping", byDefault = "1", from = 0,
				to = 1e6) double clipNorm,
		@Knob(value = "Word pieces of a window, special tokens included", byDefault = "384", from = 8, to = 8192,
				paper = "384") int maxSequenceLength,
		@Knob(value = "Maximum word pieces of a question; longer ones are cut", from = 1, to = 8192,
				follows = "64, or half of a shorter maxSequenceLength", paper = "64") int maxQuestionLength,
		@Knob(value = "Step from window to window in word pieces (BERT's meaning, not the overlap)", from = 1,
				to = 8192, follows = "128, or as much as fits into a window beside the longest question") int docStride,
		@Knob(value = "Maximum word pieces of an answer", byDefault = "30", from = 1, to = 8192) int maxAnswerLength,
		@Knob(value = "What happens when a task's batches are used up before the epoch ends: cycle starts them again, reshuffled; drop-and-renormalise draws from the others in proportion",
				byDefault = "cycle") ExhaustionPolicy onExhaustion,
		@Knob(value = "Whether the losses of an answer's start and end are added or averaged, as in BERT",
				byDefault = "sum", paper = "sum") SpanLoss spanLoss,
		@Knob(value = "Precision of the products in training; weights and optimiser state stay in 32 bit",
				byDefault = "fp32") Precision precision,
		@Knob(value = "Seed of all random choices; the same plan, data and machine give the same weights",
				byDefault = "42") long seed,
		@Knob(value = "Maximum number of examples to use, by split and dataset", follows = "no limits") Limits limits,
		@Knob(value = "Maximum number of malformed rows to skip in each dataset file", byDefault = "0", from = 0,
				to = 1e6) int maxSkippedRows,
		@Knob(value = "When to stop before the last epoch", follows = "never",
				absent = "never") @Nullable EarlyStopping earlyStopping,
		@Knob(value = "Which epoch's model is registered. last: the last trained epoch; best: the epoch with the best keepMetric on the evaluation set, so its scores there are optimistic; both: two models, the best one under the job's id with the suffix -best",
				follows = "last, or best with earlyStopping", paper = "last",
				absent = "the best by the metric of earlyStopping, else by the leading dataset's main metric") @Nullable Keep keep,
		@Knob(value = "Metric that selects the best epoch; the later of two equal epochs wins",
				follows = "the metric of earlyStopping, else the leading dataset's main metric",
				absent = "only the last epoch is kept") @Nullable KeepMetric keepMetric,
		@Knob(value = "Number of optimiser steps between additional checkpoints; 0 for checkpoints by time and epoch only",
				byDefault = "0", from = 0) int checkpointEverySteps,
		@Knob(value = "How the task of a step is drawn", follows = "by the weights of the tasks", paper = "fixed",
				absent = "by the weights of the tasks") @Nullable Sampling sampling,
		@Knob(value = "Whether losses are divided by the logarithm of the number of possible answers (labels) or left unchanged (none)",
				follows = "none", paper = "none", absent = "none") @Nullable LossScaling lossScaling,
		@Knob(value = "Measures how a step of one task changes the losses of all tasks, and the cosines between their gradients; {} uses the defaults",
				follows = "never", absent = "never") @Nullable Affinity affinity,
		@Knob(value = "Registered model, trained or imported, that the run starts from instead of an encoder",
				follows = "none", absent = "the run starts from the encoder") @Nullable Start start) {

	public TrainingPlan {
		tasks = List.copyOf(tasks);
	}

	/** The settings for dividing contexts into windows. */
	public WindowSettings windows() {
		return new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, this.docStride);
	}

	/**
	 * Checks that the encoder can read the longest rows of this plan.
	 * @param positions maximum number of tokens of a row that the encoder can read
	 * @throws InvalidPlanException when the rows may be longer
	 */
	public void requireReadable(int positions) {
		if (this.maxSequenceLength > positions) {
			throw new InvalidPlanException("maxSequenceLength", "encoder '" + this.encoder + "' reads at most "
					+ positions + " tokens, not " + this.maxSequenceLength);
		}
	}

	/** The policy that determines the probabilities of the tasks. */
	public SamplingPolicy samplingPolicy() {
		return (this.sampling != null) ? this.sampling.policy() : SamplingPolicy.FIXED;
	}

	/** Whether the run evaluates a model without training it. */
	public boolean evaluatesOnly() {
		return this.epochs == 0;
	}

	/**
	 * For each dataset whose task continues with a head of the model, the dataset of that
	 * head.
	 */
	public Map<String, String> continuedHeads() {
		return (this.start != null && this.start.heads() != null) ? this.start.heads() : Map.of();
	}

	/** Dropout before the heads on [CLS]. */
	public double dropoutOfHeads() {
		return (this.headDropout != null) ? this.headDropout : this.dropout;
	}

}
