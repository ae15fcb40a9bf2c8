package io.mtdnn.jobs.web;

import java.util.Set;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Describes the fields in the body of POST /jobs other than the plan's for the OpenAPI
 * document; {@link PlanSchemas} adds the plan's, and {@link JobRequestReader} reads the
 * body.
 */
@Schema(name = JobRequestSchema.NAME)
record JobRequestSchema(
		@Schema(description = "Jobs with higher priority run first, equal ones in the order of submission",
				minimum = "-100", maximum = "100", defaultValue = "0") Integer priority,
		@Schema(description = "Number of consecutive attempts without a new checkpoint after which the job fails;"
				+ " default mtdnn.jobs.max-attempts (5)", minimum = "1", maximum = "100") Integer maxAttempts,
		@ArraySchema(schema = @Schema(type = "string", minLength = 1, maxLength = 100), maxItems = 50,
				uniqueItems = true) Set<String> tags,
		@Schema(maxLength = 10_000) String notes,
		@Schema(description = "Name of the group of jobs that this one belongs to", minLength = 1,
				maxLength = 200) String group,
		@Schema(description = "Maximum number of the group's jobs that run at a time in the whole cluster; if"
				+ " absent, the group's limit is kept", minimum = "1", maximum = "1000") Integer maxParallel,
		@Schema(description = "Share of the run's steps after which it is evaluated, writes a checkpoint and pauses"
				+ " until it is resumed; its results do not depend on it. Default: it runs to its end",
				exclusiveMinimumValue = 0, exclusiveMaximumValue = 1) Double pauseAt) {

	static final String NAME = "JobRequest";

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
