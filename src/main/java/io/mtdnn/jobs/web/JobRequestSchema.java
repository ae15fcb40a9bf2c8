package io.mtdnn.jobs.web;

import java.util.Set;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the body of POST /jobs has beside the fields of a plan, as the OpenAPI document
 * shows it; {@link PlanSchemas} adds those, and {@link JobRequestReader} reads it.
 */
@Schema(name = JobRequestSchema.NAME)
record JobRequestSchema(
		@Schema(description = "Higher goes first, equal ones in the order of submission", minimum = "-100",
				maximum = "100", defaultValue = "0") Integer priority,
		@Schema(description = "Attempts in a row that may end without a new checkpoint; default mtdnn.jobs.max-attempts (5)",
				minimum = "1", maximum = "100") Integer maxAttempts,
		@ArraySchema(schema = @Schema(type = "string", minLength = 1, maxLength = 100), maxItems = 50,
				uniqueItems = true) Set<String> tags,
		@Schema(maxLength = 10_000) String notes,
		@Schema(description = "Name of the group of jobs that this one belongs to", minLength = 1,
				maxLength = 200) String group,
		@Schema(description = "How many jobs of the group run at a time, in the whole cluster; left out, the group's bound stays",
				minimum = "1", maximum = "1000") Integer maxParallel) {

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
