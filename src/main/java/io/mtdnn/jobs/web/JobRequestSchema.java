package io.mtdnn.jobs.web;

import java.util.List;
import java.util.Set;

import io.mtdnn.plan.ExhaustionPolicy;
import io.mtdnn.plan.TrainingRequest.EarlyStopping;
import io.mtdnn.plan.TrainingRequest.KeepMetric;
import io.mtdnn.plan.TrainingRequest.Limits;
import io.mtdnn.plan.TrainingRequest.TaskRequest;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The body of POST /jobs as the OpenAPI document shows it; {@link JobRequestReader} reads
 * it.
 */
@Schema(name = "JobRequest", requiredProperties = { "encoder", "tasks" })
record JobRequestSchema(
		@Schema(description = "Name of the run, without line breaks; default made from the tasks",
				maxLength = 200) String name,
		@Schema(description = "Name of the pretrained encoder; GET /encoders lists them",
				example = "minilm-l6-uncased") String encoder,
		@ArraySchema(minItems = 1) List<TaskRequest> tasks,
		@Schema(defaultValue = "2", minimum = "1", maximum = "1000") Integer epochs,
		@Schema(defaultValue = "16", minimum = "1", maximum = "4096") Integer batchSize,
		@Schema(defaultValue = "1", minimum = "1") Integer accumulationSteps,
		@Schema(defaultValue = "3e-5", minimum = "0", maximum = "1") Double learningRate,
		@Schema(defaultValue = "0.3", minimum = "0", maximum = "0.99") Double dropout,
		@Schema(minimum = "0", maximum = "0.99") Double headDropout,
		@Schema(defaultValue = "0.1", minimum = "0", maximum = "1") Double warmupFraction, @Schema(allowableValues = {
				"adamax", "adamw" }, defaultValue = "adamax") String optimizer,
		@Schema(defaultValue = "0.01", minimum = "0", maximum = "1") Double weightDecay,
		@Schema(defaultValue = "1", minimum = "0", maximum = "1000000") Double clipNorm,
		@Schema(defaultValue = "384", minimum = "8", maximum = "8192") Integer maxSequenceLength,
		@Schema(minimum = "1", maximum = "8192") Integer maxQuestionLength,
		@Schema(minimum = "1", maximum = "8192") Integer docStride,
		@Schema(defaultValue = "30", minimum = "1", maximum = "8192") Integer maxAnswerLength,
		@Schema(allowableValues = { "cycle", "drop-and-renormalise" },
				defaultValue = "cycle") ExhaustionPolicy onExhaustion,
		@Schema(allowableValues = { "mean", "sum" }, defaultValue = "sum") String spanLoss,
		@Schema(allowableValues = { "fp32", "bf16" }, defaultValue = "fp32") String precision,
		@Schema(defaultValue = "42") Long seed, Limits limits,
		@Schema(defaultValue = "0", minimum = "0") Integer maxSkippedRows, EarlyStopping earlyStopping,
		@Schema(allowableValues = { "last", "best", "both" }) String keep, KeepMetric keepMetric,
		@Schema(defaultValue = "0", minimum = "0") Integer checkpointEverySteps,
		@Schema(description = "Higher goes first, equal ones in the order of submission", minimum = "-100",
				maximum = "100", defaultValue = "0") Integer priority,
		@Schema(description = "Attempts in a row that may end without a new checkpoint; default mtdnn.jobs.max-attempts (5)",
				minimum = "1", maximum = "100") Integer maxAttempts,
		@ArraySchema(schema = @Schema(type = "string", minLength = 1, maxLength = 100), maxItems = 50,
				uniqueItems = true) Set<String> tags,
		@Schema(maxLength = 10_000) String notes){

	static final String SAMPLE = """
			{
			  "name": "sample",
			  "encoder": "minilm-l6-uncased",
			  "tasks": [
			    {"dataset": "sample-squad", "weight": 0.8},
			    {"dataset": "sample-swag"},
			    {"dataset": "sample-cola"}
			  ],
			  "epochs": 1,
			  "learningRate": 1e-4,
			  "dropout": 0.1,
			  "maxSequenceLength": 256,
			  "tags": ["first steps"]
			}""";

	static final String SETTINGS = """
			{
			  "name": "sample with most settings",
			  "encoder": "minilm-l6-uncased",
			  "tasks": [
			    {"dataset": "sample-squad", "weight": 0.7},
			    {"dataset": "sample-swag", "weight": 0.1},
			    {"dataset": "sample-cola", "weight": 0.1},
			    {"dataset": "sample-mrpc", "weight": 0.1}
			  ],
			  "epochs": 2,
			  "batchSize": 16,
			  "learningRate": 1e-4,
			  "dropout": 0.1,
			  "warmupFraction": 0.1,
			  "optimizer": "adamax",
			  "weightDecay": 0.01,
			  "maxSequenceLength": 192,
			  "maxQuestionLength": 32,
			  "docStride": 96,
			  "onExhaustion": "cycle",
			  "seed": 42,
			  "limits": {"train": {"sample-squad": 300}, "evaluation": {"sample-squad": 100}}
			}""";

}
