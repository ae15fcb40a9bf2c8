package io.mtdnn.experiments.store;

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops and continues experiments in the database, and notes when one is settled. */
@Component
public class ExperimentStates {

	private final ExperimentStore store;

	private final RunStore runs;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	ExperimentStates(ExperimentStore store, RunStore runs, JdbcClient jdbc, TransactionTemplate transaction) {
		this.store = store;
		this.runs = runs;
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/** Stops an experiment. */
	public void stop(String id, @Nullable String reason) {
		this.jdbc.sql("update experiment set stopped = true, settled = false, reason = ? where id = ?")
			.params(Arrays.asList(reason, id))
			.update();
	}

	/**
	 * Stops an experiment because of one of its runs and stores that run, unless its row
	 * has changed since it was read.
	 * @return whether it was stopped
	 */
	public boolean stop(String id, StoredRun read, StoredRun now, String reason) {
		return this.transaction.execute((status) -> {
			this.store.lock(id);
			boolean stored = this.runs.change(id, read, now);
			if (stored) {
				stop(id, reason);
			}
			return stored;
		});
	}

	/**
	 * Does something if an experiment is stopped and not yet settled. The experiment
	 * continues only afterwards.
	 */
	public void whileStopping(String id, Runnable work) {
		this.transaction.executeWithoutResult((status) -> {
			StoredExperiment experiment = this.store.lock(id);
			if (experiment.stopped() && !experiment.settled()) {
				work.run();
			}
		});
	}

	/**
	 * Stores a run that failed because its plan was rejected, unless its row has changed
	 * since it was read or the experiment is stopped: its runs wait, whatever their files
	 * look like.
	 * @return whether it was stored
	 */
	public boolean fail(String id, StoredRun read, StoredRun failed) {
		return this.transaction
			.execute((status) -> !this.store.lock(id).stopped() && this.runs.change(id, read, failed));
	}

	/**
	 * Lets an experiment continue, and makes runs in some states pending again; if it was
	 * stopped, also open ones, whose jobs are being cancelled. Runs that have read other
	 * files lose their jobs. What runs have read does not bind the experiment if no run
	 * has succeeded.
	 * @return number of those runs
	 */
	public int again(String id, Set<RunState> states) {
		return this.transaction.execute((status) -> {
			if (this.store.lock(id).stopped()) {
				this.runs.again(id, RunState.OPEN);
			}
			int count = states.stream().mapToInt((state) -> this.runs.again(id, state)).sum();
			this.jdbc.sql("update experiment set stopped = false, settled = false, reason = null where id = ?")
				.param(id)
				.update();
			if (!this.runs.counts(id).containsKey(RunState.SUCCEEDED)) {
				this.jdbc.sql("update experiment set inputs = '{}' where id = ?").param(id).update();
			}
			return count;
		});
	}

	/** Marks an experiment as settled if nothing is left to be done. */
	public void settle(String id) {
		this.transaction.executeWithoutResult((status) -> {
			boolean stopped = this.store.lock(id).stopped();
			Set<RunState> left = this.runs.counts(id).keySet();
			if (!left.contains(RunState.OPEN) && !(left.contains(RunState.PAUSED) && !stopped)
					&& (stopped || !left.contains(RunState.PENDING))) {
				this.jdbc.sql("update experiment set settled = true where id = ?").param(id).update();
			}
		});
	}

	/** Marks an experiment as not settled. */
	public void unsettle(String id) {
		this.jdbc.sql("update experiment set settled = false where id = ?").param(id).update();
	}

}
