package io.mtdnn.experiments.study;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.plan.TrainingRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for an experiment. Only a preset, or a plan with axes, is required.
 *
 * @param name name of the experiment; runs are named after it and what varies
 * @param preset a table of the paper, or `quick` on the sample data; its plan and axes
 * are the defaults of the fields below
 * @param plan the base plan: fields of a job; with a preset, what differs from its plan
 * @param axes fields of the plan that vary; an axis of the preset on the same field is
 * replaced
 * @param seeds seeds of each combination; default 0, 1 and 2
 * @param budget whether all runs read the same questions (default) or have the same
 * number of steps
 * @param controls runs to compare with; default the baseline
 * @param search how combinations are found; default all of them
 * @param untilDecided adds seeds until a difference is shown; default never
 * @param parallel maximum number of the experiment's jobs that wait or run at a time;
 * default 2
 * @param priority priority of its jobs; default 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentRequest(@Schema(maxLength = 150) String name, @Nullable Preset preset,
		@Schema(implementation = Map.class) TrainingRequest plan, List<Axis> axes, List<Long> seeds, Budget budget,
		List<Control> controls, @Nullable Search search, @Nullable UntilDecided untilDecided,
		@Schema(minimum = "1", maximum = "100") Integer parallel,
		@Schema(minimum = "-100", maximum = "100") Integer priority) {

	/** An example for the documentation. */
	public static final String SAMPLE = """
			{"preset": "quick", "seeds": [0, 1]}""";

	/** An example for the documentation with most fields. */
	public static final String SETTINGS = """
			{
			  "name": "weights of questions",
			  "plan": {
			    "encoder": "minilm-l6-uncased",
			    "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-swag"}],
			    "limits": {"train": {"sample-squad": 40}},
			    "epochs": 1,
			    "maxSequenceLength": 128
			  },
			  "axes": [{"field": "tasks[sample-squad].weight", "values": [0.5, 0.8, 1.0]}],
			  "seeds": [0, 1],
			  "controls": ["baseline", "equal-steps"],
			  "parallel": 2
			}""";

	/** Whether runs may be added when all have ended. */
	public boolean addsRuns() {
		return this.untilDecided != null || (this.search != null
				&& (this.search.kind() == Search.Kind.GAUSSIAN_PROCESS || this.search.kind() == Search.Kind.THOMPSON));
	}

	/** A copy with another base plan. */
	ExperimentRequest with(TrainingRequest newPlan) {
		return new ExperimentRequest(this.name, this.preset, newPlan, this.axes, this.seeds, this.budget, this.controls,
				this.search, this.untilDecided, this.parallel, this.priority);
	}

	/** A copy with more seeds and axes. */
	ExperimentRequest with(List<Long> moreSeeds, List<Axis> newAxes) {
		return new ExperimentRequest(this.name, this.preset, this.plan, newAxes, moreSeeds, this.budget, this.controls,
				this.search, this.untilDecided, this.parallel, this.priority);
	}

}
