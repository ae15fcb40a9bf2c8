package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.experiments.store.CoordinatorLease;
import io.mtdnn.experiments.store.ExperimentStates;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Advances experiments: follows the jobs of their runs, compares them at rungs, submits
 * the next ones, and adds seeds and what a search chooses. Everything is derived from the
 * database, so any node can continue if another one dies.
 */
@Component
class Coordinator {

	private static final Logger log = LoggerFactory.getLogger(Coordinator.class);

	private final ExperimentStore store;

	private final ExperimentStates states;

	private final CoordinatorLease lease;

	private final RunFollowing following;

	private final RunSubmission submission;

	private final Rungs rungs;

	private final MoreSeeds seeds;

	private final AdaptiveSearch search;

	private final ExperimentJson json;

	private final Jobs jobs;

	Coordinator(ExperimentStore store, ExperimentStates states, CoordinatorLease lease, RunFollowing following,
			RunSubmission submission, Rungs rungs, MoreSeeds seeds, AdaptiveSearch search, ExperimentJson json,
			Jobs jobs) {
		this.store = store;
		this.states = states;
		this.lease = lease;
		this.following = following;
		this.submission = submission;
		this.rungs = rungs;
		this.seeds = seeds;
		this.search = search;
		this.json = json;
		this.jobs = jobs;
	}

	/** Advances all experiments, unless another node does. */
	void sweep() {
		if (this.lease.take()) {
			this.store.unsettled().forEach(this::guarded);
		}
	}

	/**
	 * Advances the experiments of a job that has ended on this node. Needs no lease,
	 * because nodes that submit the same run create one job.
	 */
	void ended(String jobId) {
		this.store.ofJob(jobId).forEach(this::guarded);
	}

	/** Advances an experiment that a user has changed on this node. */
	void changed(String id) {
		guarded(this.store.get(id));
	}

	private void guarded(StoredExperiment experiment) {
		try {
			advance(experiment);
		}
		catch (RuntimeException ex) {
			log.warn("Experiment {} could not be advanced; retrying at the next sweep", experiment.id(), ex);
		}
	}

	private void advance(StoredExperiment experiment) {
		List<StoredRun> runs = new ArrayList<>(this.following.follow(experiment));
		StoredExperiment now = this.store.get(experiment.id());
		if (now.stopped()) {
			// jobs that a user resumes afterwards are left alone
			if (!now.settled()) {
				cancel(now.id());
				this.states.settle(now.id());
			}
			return;
		}
		this.rungs.decide(now, runs);
		submit(now, runs);
		if (runs.stream().allMatch(StoredRun::hasEnded)) {
			this.seeds.add(now, runs);
			this.search.add(now, runs);
			this.states.settle(now.id());
		}
	}

	/** Submits as many runs as may be open, until the experiment is stopped. */
	private void submit(StoredExperiment experiment, List<StoredRun> runs) {
		long free = this.json.definition(experiment).parallel()
				- runs.stream().filter((run) -> run.state() == RunState.OPEN).count();
		for (int i = 0; i < runs.size() && free > 0; i++) {
			if (runs.get(i).state() == RunState.PENDING) {
				StoredRun submitted = this.submission.submit(experiment, runs.get(i));
				StoredRun now = submitted.reused() ? this.following.follow(experiment, submitted) : submitted;
				runs.set(i, now);
				free -= (now.hasEnded() || now.state() == RunState.PAUSED) ? 0 : 1;
				if (this.store.get(experiment.id()).stopped()) {
					cancel(experiment.id());
					return;
				}
			}
		}
	}

	/**
	 * Cancels the jobs of an experiment that stops, also those that no row names after a
	 * crash. Leaves jobs alone that were resumed because the experiment continues.
	 */
	void cancel(String experiment) {
		this.jobs.openOfGroup(RunSubmission.group(experiment))
			.forEach((job) -> this.states.whileStopping(experiment, () -> this.jobs.cancel(job, false)));
	}

}
