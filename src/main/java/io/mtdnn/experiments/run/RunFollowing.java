package io.mtdnn.experiments.run;

import java.util.List;
import java.util.Optional;

import io.mtdnn.experiments.scores.ScoreReader;
import io.mtdnn.experiments.store.ExperimentStates;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.RunStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.task.Excerpt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Follows the jobs of runs and reads their scores when they have succeeded. */
@Component
class RunFollowing {

	private static final Logger log = LoggerFactory.getLogger(RunFollowing.class);

	private static final int REASON = 4000;

	private final Jobs jobs;

	private final ScoreReader scores;

	private final ReadInputs inputs;

	private final ExperimentStates states;

	private final RunStore runs;

	private final Rungs rungs;

	private final ExperimentJson json;

	RunFollowing(Jobs jobs, ScoreReader scores, ReadInputs inputs, ExperimentStates states, RunStore runs, Rungs rungs,
			ExperimentJson json) {
		this.jobs = jobs;
		this.scores = scores;
		this.inputs = inputs;
		this.states = states;
		this.runs = runs;
		this.rungs = rungs;
		this.json = json;
	}

	/**
	 * The runs of an experiment with the current state of their jobs. Stops the
	 * experiment if one reads other files than those before.
	 */
	List<StoredRun> follow(StoredExperiment experiment) {
		return this.runs.of(experiment.id()).stream().map((run) -> follow(experiment, run)).toList();
	}

	/**
	 * A run with the current state of its job, stored if it has changed; the stored run
	 * if its row has changed since it was read.
	 */
	StoredRun follow(StoredExperiment experiment, StoredRun run) {
		if (run.jobId() == null || run.state() == RunState.PENDING || run.state() == RunState.DISCARDED
				|| run.scores() != null) {
			return run;
		}
		StoredRun now = now(experiment, run);
		if (now.isRejected() && !run.isRejected()) {
			return stopped(experiment, run, now) ? now : this.runs.get(experiment.id(), run.position());
		}
		if (now.equals(run)) {
			return now;
		}
		if (!this.runs.change(experiment.id(), run, now)) {
			return this.runs.get(experiment.id(), run.position());
		}
		if (experiment.settled() && !experiment.stopped()) {
			this.states.unsettle(experiment.id());
		}
		return now;
	}

	/**
	 * Runs that read other files than the ones before cannot be compared with them. A run
	 * that was continued since it was read has another job and stops nothing.
	 */
	private boolean stopped(StoredExperiment experiment, StoredRun run, StoredRun rejected) {
		String reason = Excerpt.within(
				"run " + run.position() + " (" + run.arm() + ", seed " + run.seed() + ") " + rejected.problem(),
				REASON);
		boolean stopped = this.states.stop(experiment.id(), run, rejected, reason);
		if (stopped) {
			log.warn("Experiment {} is stopped: {}", experiment.id(), reason);
		}
		return stopped;
	}

	private StoredRun now(StoredExperiment experiment, StoredRun run) {
		Job job;
		try {
			job = this.jobs.get(run.job());
		}
		catch (JobNotFoundException ex) {
			return run.in(RunState.CANCELLED, "job " + run.jobId() + " does not exist");
		}
		RunState state = state(job.status());
		if (state == RunState.FAILED || state == RunState.CANCELLED) {
			boolean known = run.state() == state && run.problem() != null;
			return (known || run.isRejected()) ? run : run.in(state, job.reason());
		}
		Optional<String> changed = this.inputs.changed(experiment, run, job);
		if (changed.isPresent()) {
			return run.rejected(changed.get());
		}
		if (run.reused() && run.state() == RunState.PAUSED) {
			return run;
		}
		if (job.status() == JobStatus.PAUSED) {
			return this.rungs.paused(experiment, run, job);
		}
		return (state == RunState.SUCCEEDED) ? scored(run.in(state, null), job) : run.in(state, null);
	}

	private StoredRun scored(StoredRun run, Job job) {
		try {
			return run.scored(this.json.write(this.scores.read(job)));
		}
		catch (RuntimeException ex) {
			log.warn("The scores of job {} cannot be read; the next look tries again", job.id(), ex);
			return run.in(RunState.SUCCEEDED, "its scores cannot be read: " + ex.getMessage());
		}
	}

	private static RunState state(JobStatus status) {
		return switch (status) {
			case SUCCEEDED -> RunState.SUCCEEDED;
			case FAILED -> RunState.FAILED;
			case CANCELLED -> RunState.CANCELLED;
			default -> RunState.OPEN;
		};
	}

}
