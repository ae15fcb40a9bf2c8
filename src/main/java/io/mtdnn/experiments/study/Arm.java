package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.plan.TrainingRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs that differ only in their seed.
 *
 * @param label what varies, such as "squad-v2 weight 0.8"
 * @param control null if it is not one
 * @param baseline whether the others are compared with it
 * @param values the values of the axes, in their order; empty for a control of its own
 * @param request the request without name and seed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Arm(String label, @Nullable Control control, boolean baseline, List<JsonNode> values,
		TrainingRequest request) {

	/** Weight of its leading task: its own, or an equal share. */
	public double leadingWeight() {
		return Tasks.leadingWeight(this.request);
	}

	/**
	 * The weight that its plan gives the leading task, and 1 if there is no other; empty
	 * if the leading task has an equal share.
	 */
	public Optional<Double> ownWeight() {
		JsonNode tasks = this.request.fields().path("tasks");
		JsonNode weight = tasks.path(Tasks.lead(tasks)).path("weight");
		if (weight.isNumber()) {
			return Optional.of(weight.doubleValue());
		}
		return (tasks.size() == 1) ? Optional.of(1.0) : Optional.empty();
	}

	/** The first dataset on which its leading task is evaluated. */
	public String evaluated() {
		return Tasks.evaluated(this.request);
	}

	/** The dataset of the task that is evaluated on a set. */
	public String trainedFor(String set) {
		return Tasks.trainedFor(this.request, set);
	}

	/** The datasets of its other tasks, such as "swag" or "cola + mrpc". */
	public String auxiliary() {
		JsonNode tasks = this.request.fields().path("tasks");
		int lead = Tasks.lead(tasks);
		List<String> names = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			if (i != lead) {
				names.add(tasks.path(i).path("dataset").asString("?"));
			}
		}
		return String.join(" + ", names);
	}

	Arm labelled(String newLabel) {
		return new Arm(newLabel, this.control, this.baseline, this.values, this.request);
	}

	Arm asBaseline() {
		return new Arm(this.label, this.control, true, this.values, this.request);
	}

}
