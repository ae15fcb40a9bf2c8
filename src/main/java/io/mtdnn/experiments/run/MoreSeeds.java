package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.NextLook;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.PlannedRun;
import io.mtdnn.experiments.study.Study;
import org.springframework.stereotype.Component;

/**
 * Adds seeds to the best arm and the baseline of an experiment until their difference is
 * shown. The numbers of seeds at which it looks follow from the definition alone, and
 * each look has its share of the significance level.
 */
@Component
class MoreSeeds {

	private final ExperimentStore store;

	private final ArmResults results;

	private final ExperimentJson json;

	MoreSeeds(ExperimentStore store, ArmResults results, ExperimentJson json) {
		this.store = store;
		this.results = results;
		this.json = json;
	}

	/** Adds the seeds of the next look, if the last one has not decided. */
	void add(StoredExperiment experiment, List<StoredRun> runs) {
		Study study = this.json.study(experiment);
		PlannedLooks looks = study.looks();
		if (looks != null && runs.stream().allMatch((run) -> run.scores() != null)) {
			NextLook.of(this.results.of(study, runs), looks).ifPresent((next) -> add(experiment, study, next));
		}
	}

	private void add(StoredExperiment experiment, Study study, NextLook next) {
		List<StoredRun> more = new ArrayList<>();
		for (ArmRuns arm : List.of(next.baseline(), next.best())) {
			more.addAll(seeds(study, arm.arm(), arm.seeds(), next.seeds()));
		}
		this.store.add(experiment.id(), more);
	}

	private List<StoredRun> seeds(Study study, Arm arm, List<Long> known, int wanted) {
		return LongStream.iterate(0, (seed) -> seed + 1)
			.filter((seed) -> !known.contains(seed))
			.limit(Math.max(0, wanted - known.size()))
			.mapToObj((seed) -> stored(study.run(arm, seed), this.json))
			.toList();
	}

	static StoredRun stored(PlannedRun run, ExperimentJson json) {
		return StoredRun.pending(run.key(), run.arm(), run.seed(), json.write(run.request()));
	}

}
