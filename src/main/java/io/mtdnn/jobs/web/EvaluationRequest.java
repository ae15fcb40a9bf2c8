package io.mtdnn.jobs.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a request to evaluate a model.
 *
 * @param datasets datasets to evaluate on
 * @param heads by dataset the dataset of the head that is evaluated on it
 * @param limits maximum number of examples by dataset
 * @param name name of the job
 */
@Schema(name = "ModelEvaluationRequest", requiredProperties = "datasets")
record EvaluationRequest(
		@Schema(description = "Datasets to evaluate on; each needs its evaluation file",
				example = "[\"sample-squad\"]") @Nullable List<String> datasets,
		@Schema(description = "For each dataset, the dataset of the model's head to evaluate on it; by default the head with the same name") @Nullable Map<String, String> heads,
		@Schema(description = "Maximum number of examples by dataset: a uniform sample, the same for every run") @Nullable Map<String, Integer> limits,
		@Schema(description = "Name of the job") @Nullable String name) {

	private static final int MOST = 100;

	/** Maximum number of characters of a plan's name. */
	private static final int NAME = 200;

	private static final JsonMapper JSON = JsonMapper.shared();

	/** Faults that do not depend on models and datasets. */
	List<Fault> faults() {
		List<Fault> faults = new ArrayList<>();
		if (this.datasets == null || this.datasets.isEmpty() || this.datasets.size() > MOST
				|| this.datasets.contains(null)) {
			faults.add(new Fault("datasets", "'datasets' must be 1 to " + MOST + " names of datasets."));
		}
		return faults;
	}

	/**
	 * The plan of a run that evaluates a model with its own windows and trains nothing.
	 */
	TrainingRequest request(RegisteredModel model) {
		ObjectNode plan = JSON.createObjectNode();
		plan.put("name", (this.name != null) ? this.name : Excerpt.within("Evaluation of " + model.name(), NAME));
		ObjectNode start = plan.putObject("start").put("model", model.id());
		if (this.heads != null) {
			start.set("heads", JSON.valueToTree(headsOfAll(model)));
		}
		List<String> names = (this.datasets != null) ? this.datasets : List.of();
		names.forEach((dataset) -> plan.withArray("tasks").addObject().put("dataset", dataset));
		plan.put("epochs", 0);
		plan.put("maxSequenceLength", model.maxSequenceLength());
		plan.put("maxQuestionLength", model.maxQuestionLength());
		plan.put("docStride", model.docStride());
		if (this.limits != null) {
			plan.putObject("limits").set("evaluation", JSON.valueToTree(this.limits));
		}
		return new TrainingRequest(plan);
	}

	/** The heads that were named, and those of the same name as their dataset. */
	private Map<String, String> headsOfAll(RegisteredModel model) {
		Map<String, String> all = new LinkedHashMap<>();
		model.tasks()
			.stream()
			.filter((task) -> this.datasets != null && this.datasets.contains(task.name()))
			.forEach((task) -> all.put(task.name(), task.name()));
		if (this.heads != null) {
			all.putAll(this.heads);
		}
		return all;
	}

}
