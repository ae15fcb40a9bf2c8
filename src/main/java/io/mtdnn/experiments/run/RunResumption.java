package io.mtdnn.experiments.run;

import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobConflictException;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.TrainingEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Resumes the jobs of pending runs that have one. */
@Component
class RunResumption {

	private final Jobs jobs;

	private final TrainingEngine engine;

	RunResumption(Jobs jobs, TrainingEngine engine) {
		this.jobs = jobs;
		this.engine = engine;
	}

	/**
	 * The run with its job queued again, from its newest checkpoint. The same run if the
	 * job is still being cancelled. If the job is gone, or its data or encoder have
	 * changed, the run without it, to be submitted as another job.
	 * @param pauseAt share of its steps at which it pauses next; null to run to its end
	 * @throws io.mtdnn.jobs.QueueFullException if the queue is full
	 */
	StoredRun resume(StoredRun run, @Nullable Double pauseAt) {
		try {
			resume(run.job(), pauseAt);
			return run.in(RunState.OPEN, null);
		}
		catch (JobNotFoundException ex) {
			return run.nextAttempt();
		}
		catch (JobConflictException ex) {
			return instead(run, this.jobs.get(run.job()));
		}
	}

	/** The job may have been resumed, or have ended, in the meantime. */
	private StoredRun instead(StoredRun run, Job job) {
		if (job.stopping()) {
			return run;
		}
		if (job.status().terminal() && !readsSameFiles(job)) {
			return run.nextAttempt();
		}
		boolean left = !job.status().terminal() || job.status() == JobStatus.SUCCEEDED;
		return left ? run.in(RunState.OPEN, null) : run;
	}

	private void resume(String job, @Nullable Double pauseAt) {
		if (pauseAt != null) {
			this.jobs.resume(job, pauseAt);
		}
		else {
			this.jobs.resume(job);
		}
	}

	private boolean readsSameFiles(Job job) {
		PreflightReport preflight = job.preflight();
		if (preflight == null) {
			return false;
		}
		try {
			this.engine.verify(job.plan(), preflight.inputs());
			return true;
		}
		catch (InvalidPlanException ex) {
			return false;
		}
	}

}
