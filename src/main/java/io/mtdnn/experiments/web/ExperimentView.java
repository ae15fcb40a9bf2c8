package io.mtdnn.experiments.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.scores.RungScore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.study.ExperimentRequest;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in the API.
 *
 * @param id its id
 * @param name its name
 * @param createdAt when it was created
 * @param state running, stopped, or finished: every run has ended
 * @param reason why it was stopped; absent if by request
 * @param counts number of runs by state
 * @param definition the request with all defaults; absent in lists
 * @param runs its runs in the order of submission; absent in lists
 * @param analysis analysis of the finished runs; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExperimentView(String id, String name, Instant createdAt, ExperimentState state, @Nullable String reason,
		Map<RunState, Long> counts, @Nullable ExperimentRequest definition, @Nullable List<RunView> runs,
		@Nullable Analysis analysis) {

	/**
	 * A run.
	 *
	 * @param position place in the order of submission, from 0
	 * @param arm what varies
	 * @param seed its seed
	 * @param state pending: not yet submitted; open: its job is prepared, waits or runs;
	 * paused: it waits at a rung; discarded: its combination was not promoted
	 * @param jobId its job; absent before it is submitted
	 * @param modelId its model; absent before it succeeded
	 * @param reused whether the job was there before the experiment
	 * @param problem why it failed; absent if it did not
	 * @param rungs its scores at each rung of a halving search; absent before the first
	 * @param score main metric in points; absent before it succeeded
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RunView(int position, String arm, long seed, RunState state, @Nullable String jobId,
			@Nullable String modelId, boolean reused, @Nullable String problem, @Nullable List<RungScore> rungs,
			@Nullable Double score) {

	}

	/**
	 * The state of an experiment. One that is stopped after its runs have ended may still
	 * have runs to add once it continues.
	 * @param addsRuns whether runs may be added until it is settled
	 */
	static ExperimentState state(StoredExperiment experiment, Map<RunState, Long> counts, boolean addsRuns) {
		boolean left = counts.containsKey(RunState.PENDING) || counts.containsKey(RunState.OPEN)
				|| counts.containsKey(RunState.PAUSED);
		if (experiment.stopped() && (left || addsRuns || counts.containsKey(RunState.CANCELLED))) {
			return ExperimentState.STOPPED;
		}
		boolean more = addsRuns && !experiment.settled();
		return (left || more) ? ExperimentState.RUNNING : ExperimentState.FINISHED;
	}

	/** The state of an experiment. */
	enum ExperimentState {

		/** Runs are submitted or under way. */
		RUNNING,

		/** No more runs are submitted. */
		STOPPED,

		/** All runs have ended. */
		FINISHED

	}

}
