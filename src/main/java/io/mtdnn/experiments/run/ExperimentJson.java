package io.mtdnn.experiments.run;

import java.util.List;
import java.util.Map;

import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RungScore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.plan.TrainingRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The JSON in the rows of experiments. */
@Component
public class ExperimentJson {

	private final JsonMapper json = JsonMapper.builder().build();

	String write(Object value) {
		return this.json.writeValueAsString(value);
	}

	/** The study of an experiment. */
	public Study study(StoredExperiment experiment) {
		return Studies.of(definition(experiment));
	}

	/** The request of an experiment with all defaults. */
	public ExperimentRequest definition(StoredExperiment experiment) {
		return this.json.readValue(experiment.definition(), ExperimentRequest.class);
	}

	TrainingRequest request(StoredRun run) {
		return TrainingRequests.parse(run.request());
	}

	/** The scores of a run; null before it succeeded. */
	public @Nullable RunScores scores(StoredRun run) {
		return (run.scores() != null) ? this.json.readValue(run.scores(), RunScores.class) : null;
	}

	/** The scores of a run at each rung so far. */
	public List<RungScore> rungs(StoredRun run) {
		return (run.rungs() != null) ? List.of(this.json.readValue(run.rungs(), RungScore[].class)) : List.of();
	}

	/** The request of an experiment as it was sent. */
	public Map<String, Object> request(StoredExperiment experiment) {
		return this.json.readValue(experiment.request(), new TypeReference<Map<String, Object>>() {
		});
	}

	Map<String, String> inputs(StoredExperiment experiment) {
		return inputs(experiment.inputs());
	}

	Map<String, String> inputs(String inputs) {
		return this.json.readValue(inputs, new TypeReference<Map<String, String>>() {
		});
	}

}
