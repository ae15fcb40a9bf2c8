package io.mtdnn.experiments.run;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.mtdnn.experiments.ExperimentStateException;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Extension;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.jobs.JobConflictException;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.QueueFullException;
import org.springframework.stereotype.Service;

/** Creates, stops, continues and extends experiments. */
@Service
public class Experiments {

	private final ExperimentStore store;

	private final RunFaults faults;

	private final Coordinator coordinator;

	private final ExperimentJson json;

	private final Jobs jobs;

	private final Clock clock;

	Experiments(ExperimentStore store, RunFaults faults, Coordinator coordinator, ExperimentJson json, Jobs jobs,
			Clock clock) {
		this.store = store;
		this.faults = faults;
		this.coordinator = coordinator;
		this.json = json;
		this.jobs = jobs;
		this.clock = clock;
	}

	/**
	 * The study that a request leads to, checked as a whole; nothing is stored.
	 * @throws io.mtdnn.experiments.ExperimentFaultsException if it is malformed
	 * @throws io.mtdnn.experiments.ImpossibleExperimentException naming all faults of all
	 * runs
	 */
	public Study check(ExperimentRequest request) {
		Study study = Studies.of(request);
		this.faults.require(study);
		return study;
	}

	/**
	 * Stores an experiment; its runs are submitted by and by.
	 * @return its id
	 */
	public String create(ExperimentRequest request) {
		Study study = check(request);
		String id = UUID.randomUUID().toString();
		List<StoredRun> runs = stored(study);
		List<StoredRun> numbered = new ArrayList<>();
		runs.forEach((run) -> numbered.add(run.pendingAt(numbered.size())));
		this.store.create(
				new StoredExperiment(id, study.definition().name(), this.clock.instant().truncatedTo(ChronoUnit.MICROS),
						false, null, this.json.write(request), this.json.write(study.definition()), "{}"),
				numbered);
		return id;
	}

	private List<StoredRun> stored(Study study) {
		return study.runs().stream().map((run) -> MoreSeeds.stored(run, this.json)).toList();
	}

	/** An experiment. */
	public StoredExperiment get(String id) {
		return this.store.get(id);
	}

	/** Experiments, newest first. */
	public List<StoredExperiment> list(int from, int limit) {
		return this.store.list(from, limit);
	}

	/** The runs of an experiment as their jobs stand now. */
	public List<StoredRun> runs(StoredExperiment experiment) {
		return this.coordinator.follow(experiment);
	}

	/** The runs as they were last seen. */
	public List<StoredRun> lastSeen(StoredExperiment experiment) {
		return this.store.runs(experiment.id());
	}

	/** Stops an experiment: its jobs are cancelled, and keep their checkpoints. */
	public void stop(String id) {
		StoredExperiment experiment = this.store.get(id);
		this.store.stop(id, true, null);
		this.coordinator.cancel(runs(experiment));
	}

	/**
	 * Continues a stopped experiment: cancelled jobs resume from their checkpoints.
	 * @throws ExperimentStateException if it is not stopped, or a job cannot be resumed
	 */
	public void resume(String id) {
		StoredExperiment experiment = this.store.get(id);
		if (!experiment.stopped()) {
			throw new ExperimentStateException("Experiment '" + id + "' is not stopped.");
		}
		again(experiment, Set.of(RunState.CANCELLED));
		this.store.stop(id, false, null);
	}

	/**
	 * Retries failed and cancelled runs.
	 * @return how many
	 * @throws ExperimentStateException if there are none, or a job cannot be resumed
	 */
	public int retry(String id) {
		StoredExperiment experiment = this.store.get(id);
		int retried = again(experiment, Set.of(RunState.FAILED, RunState.CANCELLED));
		if (retried == 0) {
			throw new ExperimentStateException("Experiment '" + id + "' has no failed or cancelled runs.");
		}
		this.store.stop(id, false, null);
		return retried;
	}

	private int again(StoredExperiment experiment, Set<RunState> states) {
		int count = 0;
		for (StoredRun run : runs(experiment)) {
			if (states.contains(run.state())) {
				this.store.update(experiment.id(), resumed(run));
				count++;
			}
		}
		return count;
	}

	/** A run whose job is gone starts from the beginning. */
	private StoredRun resumed(StoredRun run) {
		if (run.jobId() == null) {
			return run.in(RunState.PENDING, null);
		}
		try {
			this.jobs.resume(run.jobId());
			return run.in(RunState.OPEN, null);
		}
		catch (JobNotFoundException ex) {
			return run.pendingAt(run.position());
		}
		catch (JobConflictException | QueueFullException ex) {
			throw new ExperimentStateException(
					"Run " + run.position() + " (" + run.arm() + ", seed " + run.seed() + "): " + ex.getMessage());
		}
	}

	/**
	 * Adds seeds and values.
	 * @return how many runs were added
	 */
	public int extend(String id, Extension extension) {
		StoredExperiment experiment = this.store.get(id);
		Study study = Studies.extended(this.json.definition(experiment), extension);
		this.faults.require(study);
		return this.store.extend(id, this.json.write(study.definition()), stored(study));
	}

}
