package io.mtdnn.experiments.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.mtdnn.experiments.ExperimentNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The experiments in the database. */
@Component
public class ExperimentStore {

	private static final String COLUMNS = "id, name, created_at, stopped, reason, request, definition, inputs";

	private static final String RUN_COLUMNS = "position, run_key, arm, seed, state, job_id, reused, problem, request, scores";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	ExperimentStore(JdbcClient jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/** Stores an experiment with its runs, as a whole. */
	public void create(StoredExperiment experiment, List<StoredRun> runs) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("insert into experiment (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)")
				.params(Arrays.asList(experiment.id(), experiment.name(),
						OffsetDateTime.ofInstant(experiment.createdAt(), ZoneOffset.UTC), experiment.stopped(),
						experiment.reason(), experiment.request(), experiment.definition(), experiment.inputs()))
				.update();
			runs.forEach((run) -> insert(experiment.id(), run));
		});
	}

	/**
	 * Adds runs that the experiment does not have, after its last.
	 * @return how many were added
	 */
	public int extend(String id, String definition, List<StoredRun> runs) {
		return this.transaction.execute((status) -> {
			lock(id);
			List<String> known = runs(id).stream().map(StoredRun::key).toList();
			this.jdbc.sql("update experiment set definition = ? where id = ?").params(definition, id).update();
			int next = known.size();
			for (StoredRun run : runs) {
				if (!known.contains(run.key())) {
					insert(id, run.pendingAt(next++));
				}
			}
			return next - known.size();
		});
	}

	private void lock(String id) {
		boolean locked = this.jdbc.sql("select id from experiment where id = ? for update")
			.param(id)
			.query(String.class)
			.optional()
			.isPresent();
		if (!locked) {
			throw new ExperimentNotFoundException(id);
		}
	}

	private void insert(String id, StoredRun run) {
		this.jdbc
			.sql("insert into experiment_run (experiment_id, " + RUN_COLUMNS
					+ ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
			.params(Arrays.asList(id, run.position(), run.key(), run.arm(), run.seed(), run.state().name(), run.jobId(),
					run.reused(), run.problem(), run.request(), run.scores()))
			.update();
	}

	/**
	 * One experiment.
	 * @throws ExperimentNotFoundException if there is none
	 */
	public StoredExperiment get(String id) {
		return find(id).orElseThrow(() -> new ExperimentNotFoundException(id));
	}

	private Optional<StoredExperiment> find(String id) {
		if (!isId(id)) {
			return Optional.empty();
		}
		return this.jdbc.sql("select " + COLUMNS + " from experiment where id = ?")
			.param(id)
			.query((result, row) -> experiment(result))
			.optional();
	}

	private static boolean isId(String id) {
		try {
			return UUID.fromString(id).toString().equals(id);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/** Experiments, newest first. */
	public List<StoredExperiment> list(int from, int limit) {
		return this.jdbc
			.sql("select " + COLUMNS + " from experiment order by created_at desc, id desc offset ? rows"
					+ " fetch first ? rows only")
			.params(from, limit)
			.query((result, row) -> experiment(result))
			.list();
	}

	/** Experiments that are not stopped. */
	public List<StoredExperiment> active() {
		return this.jdbc.sql("select " + COLUMNS + " from experiment where stopped = false order by created_at, id")
			.query((result, row) -> experiment(result))
			.list();
	}

	/** Stops an experiment or lets it continue. */
	public void stop(String id, boolean stopped, @Nullable String reason) {
		this.jdbc.sql("update experiment set stopped = ?, reason = ? where id = ?")
			.params(Arrays.asList(stopped, reason, id))
			.update();
	}

	/** Stores the hashes of what runs have read. */
	public void inputs(String id, String inputs) {
		this.jdbc.sql("update experiment set inputs = ? where id = ?").params(inputs, id).update();
	}

	/** The runs of an experiment, in their order. */
	public List<StoredRun> runs(String id) {
		return this.jdbc.sql("select " + RUN_COLUMNS + " from experiment_run where experiment_id = ? order by position")
			.param(id)
			.query((result, row) -> run(result))
			.list();
	}

	/** Stores what has changed of a run. */
	public void update(String id, StoredRun run) {
		this.jdbc
			.sql("update experiment_run set state = ?, job_id = ?, reused = ?, problem = ?, scores = ?"
					+ " where experiment_id = ? and position = ?")
			.params(Arrays.asList(run.state().name(), run.jobId(), run.reused(), run.problem(), run.scores(), id,
					run.position()))
			.update();
	}

	private static StoredExperiment experiment(ResultSet result) throws SQLException {
		return new StoredExperiment(result.getString(1), result.getString(2),
				result.getObject(3, OffsetDateTime.class).toInstant(), result.getBoolean(4), result.getString(5),
				result.getString(6), result.getString(7), result.getString(8));
	}

	private static StoredRun run(ResultSet result) throws SQLException {
		return new StoredRun(result.getInt(1), result.getString(2), result.getString(3), result.getLong(4),
				RunState.valueOf(result.getString(5)), result.getString(6), result.getBoolean(7), result.getString(8),
				result.getString(9), result.getString(10));
	}

}
