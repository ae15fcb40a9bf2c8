package io.mtdnn.replays;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.plan.TrainingRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What another service needs to repeat runs, and to state whether it came to the same
 * bits.
 *
 * @param version of this format: 1
 * @param name name of the job or experiment
 * @param experiment the request of the experiment that the runs are from; absent for a
 * job
 * @param jobs the runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Capsule(int version, @Nullable String name,
		@Schema(implementation = Map.class) @Nullable Map<String, Object> experiment, @Nullable List<Run> jobs) {

	/** The version that is written and read. */
	public static final int VERSION = 1;

	/** An example for the documentation, with the fingerprint of one step. */
	public static final String SAMPLE = """
			{
			  "version": 1,
			  "name": "sample",
			  "jobs": [{
			    "name": "sample",
			    "plan": {"encoder": "minilm-l6-uncased", "tasks": [{"dataset": "sample-cola"}], "epochs": 1,
			             "maxSequenceLength": 64, "limits": {"train": {"sample-cola": 16}, "evaluation": {"sample-cola": 8}}},
			    "data": {},
			    "encoder": {},
			    "tasks": ["sample-cola"],
			    "steps": "AD/mZmZmZmZm",
			    "evaluations": [],
			    "weights": {}
			  }]
			}""";

	/**
	 * A run.
	 *
	 * @param name its name
	 * @param plan the plan with all defaults
	 * @param data per dataset file the SHA-256 of its bytes
	 * @param encoder per file of the encoder the SHA-256 of its bytes
	 * @param environment versions, processor and devices of its newest attempt
	 * @param tasks names of the tasks, in the order of their first steps
	 * @param steps fingerprints of all steps, in Base64: for each one byte with the
	 * number of its task and eight with the bits of its loss (IEEE 754, big-endian)
	 * @param evaluations metrics after each epoch
	 * @param weights per model the SHA-256 of its weights
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Run(String name, @Schema(implementation = Map.class) TrainingRequest plan, Map<String, String> data,
			Map<String, String> encoder, @Schema(implementation = Map.class) @Nullable Map<String, Object> environment,
			List<String> tasks, String steps, List<EpochMetrics> evaluations, Map<String, String> weights) {

	}

	/** Metrics of one dataset after an epoch. */
	public record EpochMetrics(int epoch, String dataset, Map<String, Double> metrics) {

	}

}
