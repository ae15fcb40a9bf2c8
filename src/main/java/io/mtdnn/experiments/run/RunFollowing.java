package io.mtdnn.experiments.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.experiments.scores.ScoreReader;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Follows the jobs of runs and reads their scores when they have succeeded. */
@Component
class RunFollowing {

	private static final Logger log = LoggerFactory.getLogger(RunFollowing.class);

	private final Jobs jobs;

	private final ScoreReader scores;

	private final ExperimentStore store;

	private final ExperimentJson json;

	RunFollowing(Jobs jobs, ScoreReader scores, ExperimentStore store, ExperimentJson json) {
		this.jobs = jobs;
		this.scores = scores;
		this.store = store;
		this.json = json;
	}

	/** The run as its job stands now; stored if anything has changed. */
	StoredRun follow(StoredExperiment experiment, StoredRun run) {
		if (run.jobId() == null || (run.state() == RunState.SUCCEEDED && run.scores() != null)) {
			return run;
		}
		StoredRun now = now(run);
		if (!now.equals(run)) {
			this.store.update(experiment.id(), now);
		}
		return now;
	}

	private StoredRun now(StoredRun run) {
		Job job;
		try {
			job = this.jobs.get(run.job());
		}
		catch (JobNotFoundException ex) {
			return run.in(RunState.CANCELLED, "job " + run.jobId() + " does not exist");
		}
		RunState state = state(job.status());
		StoredRun followed = run.in(state,
				(state == RunState.FAILED || state == RunState.CANCELLED) ? job.reason() : null);
		return (state == RunState.SUCCEEDED) ? scored(followed, job) : followed;
	}

	private StoredRun scored(StoredRun run, Job job) {
		try {
			return run.scored(this.json.write(this.scores.read(job)));
		}
		catch (RuntimeException ex) {
			log.warn("The scores of job {} cannot be read; the next sweep tries again", job.id(), ex);
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

	/**
	 * Compares what a run reads with what the experiment's other runs read.
	 * @return the files that have changed, as a sentence; empty if none has
	 */
	Optional<String> changedInputs(StoredRun run, Map<String, String> known) {
		Job job = this.jobs.get(run.job());
		if (job.preflight() == null) {
			return Optional.empty();
		}
		Map<String, String> read = new LinkedHashMap<>(job.preflight().dataHashes());
		job.preflight()
			.encoderHashes()
			.forEach((file, hash) -> read.put("encoder " + job.plan().encoder() + ": " + file, hash));
		String changed = read.entrySet()
			.stream()
			.filter((entry) -> known.containsKey(entry.getKey()) && !known.get(entry.getKey()).equals(entry.getValue()))
			.map(Map.Entry::getKey)
			.reduce((a, b) -> a + ", " + b)
			.orElse(null);
		if (changed == null) {
			read.forEach(known::putIfAbsent);
		}
		return Optional.ofNullable(changed);
	}

}
