package io.mtdnn.experiments.run;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.mtdnn.experiments.ExperimentStateException;
import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.store.ExperimentStates;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.RunStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Extension;
import io.mtdnn.experiments.study.Study;
import org.springframework.stereotype.Service;

/** Creates, stops, continues and extends experiments. */
@Service
public class Experiments {

	private static final Set<RunState> AGAIN = Set.of(RunState.FAILED, RunState.CANCELLED);

	private final ExperimentStore store;

	private final ExperimentStates states;

	private final RunStore runs;

	private final RequestFaults faults;

	private final RunFollowing following;

	private final Coordinator coordinator;

	private final ExperimentSweep sweep;

	private final ExperimentJson json;

	private final Clock clock;

	Experiments(ExperimentStore store, ExperimentStates states, RunStore runs, RequestFaults faults,
			RunFollowing following, Coordinator coordinator, ExperimentSweep sweep, ExperimentJson json, Clock clock) {
		this.store = store;
		this.states = states;
		this.runs = runs;
		this.faults = faults;
		this.following = following;
		this.coordinator = coordinator;
		this.sweep = sweep;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Expands a request to a study and checks it as a whole; stores nothing.
	 * @throws io.mtdnn.experiments.ExperimentFaultsException if it is malformed
	 * @throws io.mtdnn.experiments.ImpossibleExperimentException naming all faults of all
	 * runs
	 */
	public Study check(ExperimentRequest request) {
		return this.faults.checked(request);
	}

	/**
	 * Stores an experiment. Its runs are submitted soon afterwards.
	 * @return its id
	 */
	public String create(ExperimentRequest request) {
		Study study = check(request);
		String id = UUID.randomUUID().toString();
		this.store.create(StoredExperiment.created(id, study.definition().name(),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS), this.json.write(request),
				this.json.write(study.definition())), stored(study));
		this.sweep.changed(id);
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

	/**
	 * The runs of an experiment with the current state of their jobs. Stops it if one
	 * reads other files than those before.
	 */
	public List<StoredRun> runs(StoredExperiment experiment) {
		return this.following.follow(experiment);
	}

	/** Number of runs in each state when they were last read. */
	public Map<RunState, Long> counts(StoredExperiment experiment) {
		return this.runs.counts(experiment.id());
	}

	/** Stops an experiment: cancels its jobs, which keep their checkpoints. */
	public void stop(String id) {
		this.store.get(id);
		this.states.stop(id, null);
		this.coordinator.cancel(id);
	}

	/**
	 * Continues a stopped experiment. Cancelled jobs are resumed one by one from their
	 * checkpoints, or replaced by others if they have read other files than there are
	 * now, or than the experiment's other runs.
	 * @throws ExperimentStateException if it is not stopped
	 */
	public void resume(String id) {
		StoredExperiment experiment = this.store.get(id);
		runs(experiment);
		if (!this.store.get(id).stopped()) {
			throw new ExperimentStateException("Experiment '" + id + "' is not stopped.");
		}
		again(id, Set.of(RunState.CANCELLED));
	}

	/** A node may have died before it cancelled the jobs of a stopped experiment. */
	private int again(String id, Set<RunState> which) {
		this.coordinator.cancel(id);
		int count = this.states.again(id, which);
		this.sweep.changed(id);
		return count;
	}

	/**
	 * Retries failed and cancelled runs.
	 * @return how many
	 * @throws ExperimentStateException if there are none
	 */
	public int retry(String id) {
		if (runs(this.store.get(id)).stream().noneMatch((run) -> AGAIN.contains(run.state()))) {
			throw new ExperimentStateException("Experiment '" + id + "' has no failed or cancelled runs.");
		}
		return again(id, AGAIN);
	}

	/**
	 * Adds seeds and values.
	 * @return how many runs were added
	 * @throws ExperimentStateException if another request extends it at the same time
	 */
	public int extend(String id, Extension extension) {
		StoredExperiment experiment = this.store.get(id);
		if (this.json.study(experiment).halving() != null) {
			throw new ImpossibleExperimentException("search",
					"an experiment that searches by halving cannot be extended: its combinations are compared once");
		}
		if (this.json.study(experiment).isAdaptive()) {
			throw new ImpossibleExperimentException("search",
					"an experiment whose search chooses its runs cannot be extended; send the combination that it finds as a second experiment with other seeds");
		}
		if (extension.seeds() != null && this.json.study(experiment).looks() != null) {
			throw new ImpossibleExperimentException("seeds",
					"untilDecided has planned the numbers of seeds of this experiment; others would undo its correction");
		}
		Study study = this.faults.extended(this.json.definition(experiment), extension);
		int added = this.store.extend(experiment, this.json.write(study.definition()), stored(study));
		this.sweep.changed(id);
		return added;
	}

}
