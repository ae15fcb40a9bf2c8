package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.mtdnn.experiments.store.CoordinatorLease;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves experiments on: follows the jobs of their runs, submits the next ones, and adds
 * seeds. Everything is derived from the database, so that any node can go on where
 * another one died.
 */
@Component
public class Coordinator {

	private static final Logger log = LoggerFactory.getLogger(Coordinator.class);

	private final ExperimentStore store;

	private final CoordinatorLease lease;

	private final RunFollowing following;

	private final RunSubmission submission;

	private final MoreSeeds seeds;

	private final ExperimentJson json;

	private final Jobs jobs;

	private final ReentrantLock turn = new ReentrantLock();

	Coordinator(ExperimentStore store, CoordinatorLease lease, RunFollowing following, RunSubmission submission,
			MoreSeeds seeds, ExperimentJson json, Jobs jobs) {
		this.store = store;
		this.lease = lease;
		this.following = following;
		this.submission = submission;
		this.seeds = seeds;
		this.json = json;
		this.jobs = jobs;
	}

	/** Moves all experiments on, unless another node does. */
	public void sweep() {
		if (!this.turn.tryLock()) {
			return;
		}
		try {
			if (this.lease.take()) {
				this.store.active().forEach(this::guarded);
			}
		}
		finally {
			this.turn.unlock();
		}
	}

	private void guarded(StoredExperiment experiment) {
		try {
			advance(experiment);
		}
		catch (RuntimeException ex) {
			log.warn("Experiment {} could not be moved on; the next sweep tries again", experiment.id(), ex);
		}
	}

	private void advance(StoredExperiment experiment) {
		List<StoredRun> runs = follow(experiment);
		if (inputsChanged(experiment, runs)) {
			return;
		}
		int free = this.json.definition(experiment).parallel()
				- (int) runs.stream().filter((run) -> run.state() == RunState.OPEN).count();
		for (int i = 0; i < runs.size() && free > 0; i++) {
			if (runs.get(i).state() == RunState.PENDING) {
				StoredRun submitted = this.submission.submit(experiment, runs.get(i));
				StoredRun now = submitted.reused() ? this.following.follow(experiment, submitted) : submitted;
				runs.set(i, now);
				free -= (now.state() == RunState.OPEN || now.state() == RunState.PENDING) ? 1 : 0;
			}
		}
		if (runs.stream().allMatch((run) -> run.state().ordinal() > RunState.OPEN.ordinal())) {
			this.seeds.add(experiment, runs);
		}
	}

	/** Brings the stored runs of an experiment up to date with their jobs. */
	public List<StoredRun> follow(StoredExperiment experiment) {
		List<StoredRun> runs = new ArrayList<>();
		this.store.runs(experiment.id()).forEach((run) -> runs.add(this.following.follow(experiment, run)));
		return runs;
	}

	/** Cancels the open jobs that an experiment has started. */
	void cancel(List<StoredRun> runs) {
		runs.stream()
			.filter((run) -> run.state() == RunState.OPEN && !run.reused())
			.map(StoredRun::job)
			.forEach((job) -> this.jobs.cancel(job, false));
	}

	/** Runs that read other files than the ones before cannot be compared with them. */
	private boolean inputsChanged(StoredExperiment experiment, List<StoredRun> runs) {
		Map<String, String> before = this.json.inputs(experiment);
		Map<String, String> known = new LinkedHashMap<>(before);
		for (StoredRun run : runs) {
			if (run.jobId() == null || run.state() == RunState.CANCELLED) {
				continue;
			}
			Optional<String> changed = this.following.changedInputs(run, known);
			if (changed.isPresent()) {
				String reason = "run " + run.position() + " (" + run.arm() + ", seed " + run.seed()
						+ ") reads other files than the runs before: " + changed.get();
				log.warn("Experiment {} is stopped: {}", experiment.id(), reason);
				this.store.stop(experiment.id(), true, reason);
				cancel(runs);
				return true;
			}
		}
		if (!known.equals(before)) {
			this.store.inputs(experiment.id(), this.json.write(known));
		}
		return false;
	}

}
