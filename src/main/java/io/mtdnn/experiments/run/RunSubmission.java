package io.mtdnn.experiments.run;

import java.util.Optional;
import java.util.Set;

import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.files.Digests;
import io.mtdnn.jobs.IdempotencyConflictException;
import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.JobGroup;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.QueueFullException;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingRequest;
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

	private final ExperimentStore store;

	private final ExperimentJson json;

	RunSubmission(Jobs jobs, ReusableJobs reusable, ExperimentStore store, ExperimentJson json) {
		this.jobs = jobs;
		this.reusable = reusable;
		this.store = store;
		this.json = json;
	}

	/** The group of an experiment's jobs. */
	static String group(String experiment) {
		return "experiment:" + experiment;
	}

	/**
	 * Submits a run, or takes a finished job for it.
	 * @return the run as it is stored now; still pending if the queue is full
	 */
	StoredRun submit(StoredExperiment experiment, StoredRun run) {
		TrainingRequest request = this.json.request(run);
		try {
			Optional<String> finished = this.reusable.find(request);
			StoredRun submitted = finished.map((job) -> run.with(job, true))
				.orElseGet(() -> run.with(job(experiment, run, request), false));
			this.store.update(experiment.id(), submitted);
			return submitted;
		}
		catch (InvalidPlanException ex) {
			StoredRun failed = run.in(RunState.FAILED, ex.describe());
			this.store.update(experiment.id(), failed);
			return failed;
		}
		catch (QueueFullException | IdempotencyConflictException ex) {
			log.debug("Run {} of experiment {} waits: {}", run.position(), experiment.id(), ex.getMessage());
			return run;
		}
	}

	private String job(StoredExperiment experiment, StoredRun run, TrainingRequest request) {
		ExperimentRequest definition = this.json.definition(experiment);
		JobSubmission submission = new JobSubmission(request, definition.priority(), null, Set.of(),
				"Run of experiment '" + experiment.name() + "': " + run.arm() + ", seed " + run.seed(),
				new JobGroup(group(experiment.id()), definition.parallel()));
		return this.jobs
			.submit(submission,
					new IdempotencyKey("experiment-" + experiment.id() + "-" + run.key(),
							Digests.sha256(run.request())))
			.id();
	}

}
