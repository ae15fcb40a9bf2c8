package io.mtdnn.jobs.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.jobs.JobConflictException;
import io.mtdnn.jobs.JobDifference;
import io.mtdnn.jobs.claims.RunEnvironment;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.TrainingEngine;
import org.springframework.stereotype.Component;

/**
 * Reads what runs depend on: the plans of jobs and the environments of their attempts.
 */
@Component
class JobEnvironments {

	private final TrainingEngine engine;

	private final JobJson json;

	JobEnvironments(TrainingEngine engine, JobJson json) {
		this.engine = engine;
		this.json = json;
	}

	/**
	 * The environment of a job's newest attempt; without one, the hashes that its
	 * pre-flight found.
	 */
	Map<String, Object> of(JobEntity job) {
		Map<String, Object> environment = new LinkedHashMap<>();
		if (job.preparation().preflight() != null) {
			RunEnvironment.add(environment, inputs(job));
		}
		Map<String, Object> newest = this.json.readOrNull(job.attempts().environment(), RunEnvironment.TYPE);
		if (newest != null) {
			environment.putAll(newest);
		}
		environment.put("seed", plan(job).seed());
		return environment;
	}

	/** The differences of two jobs. */
	JobDifference difference(JobEntity a, JobEntity b) {
		return new JobDifference(a.getId(), b.getId(),
				JsonDifference.of(this.json.tree(a.plan().json()), this.json.tree(b.plan().json())),
				JsonDifference.of(this.json.tree(this.json.write(of(a))), this.json.tree(this.json.write(of(b)))));
	}

	/**
	 * Requires that a job can be resumed: data and encoder are those of its pre-flight.
	 * @throws JobConflictException if they have changed
	 */
	void requireSame(JobEntity job) {
		job.requireResumable();
		if (job.preparation().preflight() == null) {
			return;
		}
		try {
			this.engine.verify(plan(job), inputs(job));
		}
		catch (InvalidPlanException ex) {
			throw new JobConflictException("Job '" + job.getId() + "' cannot be resumed: " + ex.describe() + ".");
		}
	}

	private TrainingPlan plan(JobEntity job) {
		return this.json.read(job.plan().json(), TrainingPlan.class);
	}

	/** The inputs that the job's pre-flight found. */
	private RunInputs inputs(JobEntity job) {
		return this.json.read(Objects.requireNonNull(job.preparation().preflight()), PreflightReport.class).inputs();
	}

}
