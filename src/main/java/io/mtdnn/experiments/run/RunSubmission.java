package io.mtdnn.experiments.run;

import java.util.Optional;
import java.util.Set;

import io.mtdnn.experiments.store.ExperimentStates;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.RunStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Halving;
import io.mtdnn.files.Digests;
import io.mtdnn.jobs.IdempotencyConflictException;
import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobGroup;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.QueueFullException;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Submits the jobs of runs. The job's idempotency key follows from experiment and run, so
 * a crash between job and row neither loses the job nor makes a second one.
 */
@Component
class RunSubmission {

	private static final Logger log = LoggerFactory.getLogger(RunSubmission.class);

	private final Jobs jobs;

	private final ReusableJobs reusable;

	private final FinishedRungs finished;

	private final RunResumption resumption;

	private final ExperimentStates states;

	private final RunStore runs;

	private final Rungs rungs;

	private final ExperimentJson json;

	RunSubmission(Jobs jobs, ReusableJobs reusable, FinishedRungs finished, RunResumption resumption,
			ExperimentStates states, RunStore runs, Rungs rungs, ExperimentJson json) {
		this.jobs = jobs;
		this.reusable = reusable;
		this.finished = finished;
		this.resumption = resumption;
		this.states = states;
		this.runs = runs;
		this.rungs = rungs;
		this.json = json;
	}

	/** The group of an experiment's jobs. */
	static String group(String experiment) {
		return "experiment:" + experiment;
	}

	/**
	 * Resumes a run's job, takes a finished one for it, or submits one.
	 * @return the run as it is stored now; still pending if it has to wait
	 */
	StoredRun submit(StoredExperiment experiment, StoredRun run) {
		try {
			StoredRun continued = (run.jobId() != null) ? continued(experiment, run) : run;
			StoredRun now = (continued.jobId() != null) ? continued : submitted(experiment, continued);
			if (this.runs.change(experiment.id(), run, now) && run.jobId() != null && now.reused() && !run.reused()) {
				// a paused job that a finished one replaces
				this.jobs.cancel(run.job(), true);
			}
			return now;
		}
		catch (InvalidPlanException ex) {
			StoredRun failed = run.in(RunState.FAILED, ex.describe());
			return this.states.fail(experiment.id(), run, failed) ? failed
					: this.runs.get(experiment.id(), run.position());
		}
		catch (QueueFullException | IdempotencyConflictException ex) {
			log.debug("Run {} of experiment {} waits: {}", run.position(), experiment.id(), ex.getMessage());
			return run;
		}
	}

	/** The run with its job as it goes on; without it if another one is needed. */
	private StoredRun continued(StoredExperiment experiment, StoredRun run) {
		Double pauseAt = this.rungs.nextPause(experiment, run);
		if (pauseAt != null && run.reused()) {
			return this.finished.next(experiment, run);
		}
		Optional<String> whole = (pauseAt == null && run.rungs() != null && !run.reused())
				? this.reusable.find(this.json.request(run)) : Optional.empty();
		return whole.map((job) -> run.with(job, true)).orElseGet(() -> this.resumption.resume(run, pauseAt));
	}

	private StoredRun submitted(StoredExperiment experiment, StoredRun run) {
		TrainingRequest request = this.json.request(run);
		Double pauseAt = this.rungs.nextPause(experiment, run);
		Halving halving = (pauseAt != null) ? this.json.study(experiment).halving() : null;
		if (halving != null) {
			Optional<StoredRun> reached = this.finished.find(halving, request)
				.map((job) -> this.finished.next(experiment, run.with(job, true)));
			if (reached.isPresent()) {
				return reached.get();
			}
		}
		Optional<String> whole = (halving == null) ? this.reusable.find(request) : Optional.empty();
		if (whole.isPresent()) {
			return run.with(whole.get(), true);
		}
		try {
			Job job = job(experiment, run, request, pauseAt);
			StoredRun submitted = run.with(job.id(), false);
			// submitted before a crash and cancelled since then
			return (job.status() == JobStatus.CANCELLED) ? this.resumption.resume(submitted, pauseAt) : submitted;
		}
		catch (JobNotFoundException ex) {
			return run.nextAttempt();
		}
	}

	private Job job(StoredExperiment experiment, StoredRun run, TrainingRequest request, @Nullable Double pauseAt) {
		ExperimentRequest definition = this.json.definition(experiment);
		JobSubmission submission = new JobSubmission(request, definition.priority(), null, Set.of(),
				"Run of experiment '" + experiment.name() + "': " + run.arm() + ", seed " + run.seed(),
				new JobGroup(group(experiment.id()), definition.parallel()), pauseAt);
		String key = "experiment-" + experiment.id() + "-" + run.key()
				+ ((run.attempt() > 0) ? "-" + run.attempt() : "");
		return this.jobs.submit(submission, new IdempotencyKey(key, Digests.sha256(run.request())));
	}

}
