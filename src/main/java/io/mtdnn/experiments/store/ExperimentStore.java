package io.mtdnn.experiments.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.mtdnn.experiments.ExperimentNotFoundException;
import io.mtdnn.experiments.ExperimentStateException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The experiments in the database. */
@Component
public class ExperimentStore {

	private static final String COLUMNS = "id, name, created_at, stopped, settled, reason, request, definition, inputs";

	private final JdbcClient jdbc;

	private final RunStore runs;

	private final TransactionTemplate transaction;

	ExperimentStore(JdbcClient jdbc, RunStore runs, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.runs = runs;
		this.transaction = transaction;
	}

	/** Stores an experiment with its runs, as a whole. */
	public void create(StoredExperiment experiment, List<StoredRun> planned) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("insert into experiment (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
				.params(Arrays.asList(experiment.id(), experiment.name(),
						OffsetDateTime.ofInstant(experiment.createdAt(), ZoneOffset.UTC), experiment.stopped(),
						experiment.settled(), experiment.reason(), experiment.request(), experiment.definition(),
						experiment.inputs()))
				.update();
			for (int i = 0; i < planned.size(); i++) {
				this.runs.insert(experiment.id(), planned.get(i).pendingAt(i));
			}
		});
	}

	/**
	 * Changes an experiment's definition and adds runs that it does not have, after its
	 * last.
	 * @param before the experiment as it was read
	 * @return how many were added
	 * @throws ExperimentStateException if its definition has changed since then
	 */
	public int extend(StoredExperiment before, String definition, List<StoredRun> more) {
		return this.transaction.execute((status) -> {
			if (!lock(before.id()).definition().equals(before.definition())) {
				throw new ExperimentStateException("Experiment '" + before.id()
						+ "' was extended by another request at the same time; send it again.");
			}
			this.jdbc.sql("update experiment set definition = ? where id = ?").params(definition, before.id()).update();
			return added(before.id(), more);
		});
	}

	/**
	 * Adds runs that the experiment does not have, after its last.
	 * @return how many were added
	 */
	public int add(String id, List<StoredRun> more) {
		return this.transaction.execute((status) -> {
			lock(id);
			return added(id, more);
		});
	}

	/**
	 * Adds runs after its last, unless it has others than were read.
	 * @param known number of runs when it was read
	 * @return how many were added
	 */
	public int add(String id, int known, List<StoredRun> more) {
		return this.transaction.execute((status) -> {
			lock(id);
			return (this.runs.of(id).size() == known) ? added(id, more) : 0;
		});
	}

	private int added(String id, List<StoredRun> more) {
		List<String> known = this.runs.of(id).stream().map(StoredRun::key).toList();
		int next = known.size();
		for (StoredRun run : more) {
			if (!known.contains(run.key())) {
				this.runs.insert(id, run.pendingAt(next++));
			}
		}
		this.jdbc.sql("update experiment set settled = false where id = ?").param(id).update();
		return next - known.size();
	}

	/** Changes of an experiment's row wait for each other. */
	StoredExperiment lock(String id) {
		return this.jdbc.sql("select " + COLUMNS + " from experiment where id = ? for update")
			.param(id)
			.query((result, row) -> experiment(result))
			.optional()
			.orElseThrow(() -> new ExperimentNotFoundException(id));
	}

	/**
	 * One experiment.
	 * @throws ExperimentNotFoundException if there is none
	 */
	public StoredExperiment get(String id) {
		return find(id).orElseThrow(() -> new ExperimentNotFoundException(id));
	}

	private Optional<StoredExperiment> find(String id) {
		return isId(id) ? select("where id = ?", id).stream().findFirst() : Optional.empty();
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
		return select("order by created_at desc, id desc offset ? rows fetch first ? rows only", from, limit);
	}

	/** Experiments that are not settled, oldest first. */
	public List<StoredExperiment> unsettled() {
		return select("where settled = false order by created_at, id");
	}

	/** Experiments with a run that a job is for. */
	public List<StoredExperiment> ofJob(String jobId) {
		return select("where id in (select experiment_id from experiment_run where job_id = ?) order by id", jobId);
	}

	private List<StoredExperiment> select(String rest, Object... params) {
		return this.jdbc.sql("select " + COLUMNS + " from experiment " + rest)
			.params(params)
			.query((result, row) -> experiment(result))
			.list();
	}

	/**
	 * Changes the hashes of what runs have read.
	 * @param reader the run that has read more, as it was read; nothing changes if its
	 * row has changed since then
	 */
	public void inputs(String id, StoredRun reader, UnaryOperator<String> change) {
		this.transaction.executeWithoutResult((status) -> {
			String inputs = lock(id).inputs();
			if (this.runs.isAsRead(id, reader)) {
				this.jdbc.sql("update experiment set inputs = ? where id = ?")
					.params(change.apply(inputs), id)
					.update();
			}
		});
	}

	private static StoredExperiment experiment(ResultSet result) throws SQLException {
		return new StoredExperiment(result.getString(1), result.getString(2),
				result.getObject(3, OffsetDateTime.class).toInstant(), result.getBoolean(4), result.getBoolean(5),
				result.getString(6), result.getString(7), result.getString(8), result.getString(9));
	}

}
