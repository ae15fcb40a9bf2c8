package io.mtdnn.experiments.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.run.ArmResults;
import io.mtdnn.experiments.run.ExperimentJson;
import io.mtdnn.experiments.run.Experiments;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RungScore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.experiments.web.ExperimentView.RunView;
import org.springframework.stereotype.Component;

/** Makes views of experiments. */
@Component
class ExperimentViews {

	private final Experiments experiments;

	private final ArmResults results;

	private final ExperimentJson json;

	ExperimentViews(Experiments experiments, ArmResults results, ExperimentJson json) {
		this.experiments = experiments;
		this.results = results;
		this.json = json;
	}

	/** An experiment without runs and analysis, as it was last seen. */
	ExperimentView brief(StoredExperiment experiment) {
		Map<RunState, Long> counts = this.experiments.counts(experiment);
		return new ExperimentView(experiment.id(), experiment.name(), experiment.createdAt(),
				ExperimentView.state(experiment, counts, this.json.definition(experiment).addsRuns()),
				experiment.reason(), counts, null, null, null);
	}

	/** The current state of an experiment. */
	ExperimentView whole(String id, ScoreKind kind) {
		List<StoredRun> runs = this.experiments.runs(this.experiments.get(id));
		StoredExperiment experiment = this.experiments.get(id);
		Map<RunState, Long> counts = counts(runs);
		Study study = this.json.study(experiment);
		return new ExperimentView(experiment.id(), experiment.name(), experiment.createdAt(),
				ExperimentView.state(experiment, counts, study.definition().addsRuns()), experiment.reason(), counts,
				study.definition(), runs.stream().map(this::run).toList(), this.results.analysis(study, runs, kind));
	}

	private static Map<RunState, Long> counts(List<StoredRun> runs) {
		return runs.stream()
			.map(StoredRun::state)
			.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
	}

	private RunView run(StoredRun run) {
		RunScores scores = this.json.scores(run);
		List<RungScore> rungs = this.json.rungs(run);
		return new RunView(run.position(), run.arm(), run.seed(), run.state(), run.jobId(),
				(scores != null) ? scores.modelId() : null, run.reused(), run.problem(), rungs.isEmpty() ? null : rungs,
				(scores != null) ? scores.mainScore() : null);
	}

}
