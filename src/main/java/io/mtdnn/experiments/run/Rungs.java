package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.experiments.scores.RungScore;
import io.mtdnn.experiments.scores.ScoreReader;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.RunStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Halving;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares the combinations of a halving search at its rungs. Which ones continue follows
 * from the stored scores alone, so it does not matter which node decides, or how often.
 */
@Component
class Rungs {

	private static final Logger log = LoggerFactory.getLogger(Rungs.class);

	private final Jobs jobs;

	private final ScoreReader scores;

	private final RunStore store;

	private final ExperimentJson json;

	Rungs(Jobs jobs, ScoreReader scores, RunStore store, ExperimentJson json) {
		this.jobs = jobs;
		this.scores = scores;
		this.store = store;
		this.json = json;
	}

	/** Share of its steps at which a run pauses next; null if it runs to its end. */
	@Nullable Double nextPause(StoredExperiment experiment, StoredRun run) {
		Study study = this.json.study(experiment);
		Halving halving = study.halving();
		int rung = this.json.rungs(run).size();
		boolean compared = study.combinations().stream().anyMatch((arm) -> arm.label().equals(run.arm()));
		return (halving != null && compared && rung < halving.last()) ? halving.shares().get(rung) : null;
	}

	/** A run whose job has paused; cancelled if no rung is the reason. */
	StoredRun paused(StoredExperiment experiment, StoredRun run, Job job) {
		if (run.state() == RunState.PAUSED) {
			return run;
		}
		if (nextPause(experiment, run) == null) {
			return run.in(RunState.CANCELLED, "its job is paused");
		}
		Halving halving = this.json.study(experiment).halving();
		try {
			List<RungScore> reached = new ArrayList<>(this.json.rungs(run));
			reached.add(this.scores.rung(job, (halving != null) ? halving.metric() : null));
			return run.pausedAt(this.json.write(reached));
		}
		catch (IllegalArgumentException ex) {
			return run.in(RunState.FAILED, ex.getMessage());
		}
	}

	/**
	 * Promotes and discards the runs that wait at a rung which all combinations have
	 * reached. Promoted runs are pending, with their jobs. A run that a retried one has
	 * displaced at an earlier rung is discarded at its next.
	 * @param runs the experiment's runs; replaced where they change
	 */
	void decide(StoredExperiment experiment, List<StoredRun> runs) {
		Study study = this.json.study(experiment);
		Halving halving = study.halving();
		if (halving == null) {
			return;
		}
		Set<String> compared = study.combinations().stream().map(Arm::label).collect(Collectors.toSet());
		Set<String> left = compared;
		for (int rung = 0; rung < halving.last() && isReached(rung, left, runs); rung++) {
			Set<String> promoted = halving.promoted(rung, scores(study, rung, left, runs));
			for (int i = 0; i < runs.size(); i++) {
				StoredRun run = runs.get(i);
				if (compared.contains(run.arm()) && run.state() == RunState.PAUSED
						&& this.json.rungs(run).size() == rung + 1) {
					runs.set(i, decided(experiment, run, promoted.contains(run.arm())));
				}
			}
			left = promoted;
		}
	}

	/** Whether no run is still on its way to a rung; a failed one no longer is. */
	private boolean isReached(int rung, Set<String> left, List<StoredRun> runs) {
		return runs.stream()
			.filter((run) -> left.contains(run.arm()) && this.json.rungs(run).size() <= rung)
			.allMatch(StoredRun::hasEnded);
	}

	/** Means over seeds, in the order of the arms. */
	private Map<String, Double> scores(Study study, int rung, Set<String> left, List<StoredRun> runs) {
		Map<String, Double> means = new LinkedHashMap<>();
		study.combinations().stream().map(Arm::label).filter(left::contains).forEach((label) -> {
			runs.stream()
				.filter((run) -> run.arm().equals(label) && this.json.rungs(run).size() > rung)
				.mapToDouble((run) -> this.json.rungs(run).get(rung).score())
				.average()
				.ifPresent((mean) -> means.put(label, mean));
		});
		return means;
	}

	private StoredRun decided(StoredExperiment experiment, StoredRun run, boolean promoted) {
		if (!promoted) {
			log.info("Run {} ({}, seed {}) of experiment {} is discarded", run.position(), run.arm(), run.seed(),
					experiment.id());
			if (!run.reused()) {
				this.jobs.cancel(run.job(), true);
			}
		}
		StoredRun now = run.in(promoted ? RunState.PENDING : RunState.DISCARDED, null);
		this.store.change(experiment.id(), run, now);
		return now;
	}

}
