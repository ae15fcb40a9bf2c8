package io.mtdnn.jobs.rows;

import java.util.List;

import io.mtdnn.files.Digests;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.training.PreflightReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A resolved plan and its pre-flight report, both as objects and in stored form. */
public record PlanDocument(TrainingPlan plan, String planJson, @Nullable String preflightJson, int totalSteps) {

	private static final JsonMapper SORTED = JsonMapper.builder()
		.enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
		.build();

	/** A document for a plan that is not prepared yet. */
	public static PlanDocument of(TrainingPlan plan, JobJson json) {
		return new PlanDocument(plan, json.write(plan), null, 0);
	}

	public static PlanDocument of(TrainingPlan plan, PreflightReport preflight, JobJson json) {
		return new PlanDocument(plan, json.write(plan), json.write(preflight), preflight.totalSteps());
	}

	/**
	 * SHA-256 of what determines the result of a run apart from files and code: the plan
	 * without its name and the interval of its checkpoints.
	 */
	public static String hash(TrainingPlan plan) {
		ObjectNode fields = TrainingRequests.of(plan).fields();
		fields.remove(List.of("name", "checkpointEverySteps"));
		return Digests.sha256(SORTED.writeValueAsString(fields));
	}

}
