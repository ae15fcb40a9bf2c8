package io.mtdnn.experiments.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.experiments.ExperimentStateException;
import io.mtdnn.experiments.adaptive.MoreMixtures;
import io.mtdnn.experiments.adaptive.MorePulls;
import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.PlannedRun;
import io.mtdnn.experiments.study.Search;
import io.mtdnn.experiments.study.Study;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Adds the runs that a search chooses by earlier scores. They follow from the definition
 * and the stored scores alone, and are stored in one transaction only if the experiment
 * is as it was read, so it does not matter which node chooses, or how often.
 */
@Component
class AdaptiveSearch {

	private static final Logger log = LoggerFactory.getLogger(AdaptiveSearch.class);

	private final ExperimentStore store;

	private final ArmResults results;

	private final ExperimentJson json;

	AdaptiveSearch(ExperimentStore store, ArmResults results, ExperimentJson json) {
		this.store = store;
		this.results = results;
		this.json = json;
	}

	/**
	 * Adds the next runs to an experiment whose runs have all ended.
	 * @param runs its runs; those of an earlier definition are not enough to choose by
	 */
	void add(StoredExperiment experiment, List<StoredRun> runs) {
		Study study = this.json.study(experiment);
		if (study.isAdaptive() && isComplete(study, runs)) {
			List<ArmRuns> arms = this.results.of(study, runs);
			MoreMixtures.of(study, arms).ifPresent((more) -> extend(experiment, more));
			List<PlannedRun> pulls = MorePulls.of(study, arms, seeds(runs));
			if (!pulls.isEmpty()) {
				this.store.add(experiment.id(), runs.size(), stored(pulls));
			}
		}
	}

	/** Whether the runs are those of the study, and none has scores still to be read. */
	private static boolean isComplete(Study study, List<StoredRun> runs) {
		Set<String> keys = runs.stream().map(StoredRun::key).collect(Collectors.toSet());
		return study.runs().stream().allMatch((run) -> keys.contains(run.key()))
				&& runs.stream().noneMatch((run) -> run.state() == RunState.SUCCEEDED && run.scores() == null);
	}

	/** Whether a search that is not done chooses further runs. */
	static boolean goesOn(Study study, List<ArmRuns> arms, List<StoredRun> runs) {
		return (study.search(Search.Kind.THOMPSON) != null) ? MorePulls.canLearn(study, arms, seeds(runs))
				: MoreMixtures.canLearn(study, arms);
	}

	private void extend(StoredExperiment experiment, Study more) {
		try {
			this.store.extend(experiment, this.json.write(more.definition()), stored(more.runs()));
		}
		catch (ExperimentStateException ex) {
			log.debug("Another node has chosen the next mixtures of experiment {}", experiment.id());
		}
	}

	private List<StoredRun> stored(List<PlannedRun> runs) {
		return runs.stream().map((run) -> MoreSeeds.stored(run, this.json)).toList();
	}

	private static Map<String, Set<Long>> seeds(List<StoredRun> runs) {
		Map<String, Set<Long>> seeds = new LinkedHashMap<>();
		runs.forEach((run) -> seeds.computeIfAbsent(run.arm(), (arm) -> new LinkedHashSet<>()).add(run.seed()));
		return seeds;
	}

}
