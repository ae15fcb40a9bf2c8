package io.mtdnn.experiments.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs of experiments in the database. */
@Component
public class RunStore {

	private static final String COLUMNS = "position, run_key, arm, seed, state, attempt, job_id, reused, problem, request, scores, rungs";

	private final JdbcClient jdbc;

	RunStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void insert(String experiment, StoredRun run) {
		this.jdbc
			.sql("insert into experiment_run (experiment_id, " + COLUMNS
					+ ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
			.params(Arrays.asList(experiment, run.position(), run.key(), run.arm(), run.seed(), run.state().name(),
					run.attempt(), run.jobId(), run.reused(), run.problem(), run.request(), run.scores(), run.rungs()))
			.update();
	}

	/** The runs of an experiment, in their order. */
	public List<StoredRun> of(String experiment) {
		return this.jdbc.sql("select " + COLUMNS + " from experiment_run where experiment_id = ? order by position")
			.param(experiment)
			.query((result, row) -> run(result))
			.list();
	}

	/** A run of an experiment. */
	public StoredRun get(String experiment, int position) {
		return this.jdbc.sql("select " + COLUMNS + " from experiment_run where experiment_id = ? and position = ?")
			.params(experiment, position)
			.query((result, row) -> run(result))
			.single();
	}

	/** How many runs of an experiment are in each state. */
	public Map<RunState, Long> counts(String experiment) {
		Map<RunState, Long> counts = new EnumMap<>(RunState.class);
		this.jdbc.sql("select state, count(*) from experiment_run where experiment_id = ? group by state")
			.param(experiment)
			.query((result) -> {
				counts.put(RunState.valueOf(result.getString(1)), result.getLong(2));
			});
		return counts;
	}

	/**
	 * Stores what has changed of a run, unless its row has changed since it was read.
	 * @return whether it was stored
	 */
	public boolean change(String experiment, StoredRun before, StoredRun now) {
		return this.jdbc.sql(
				"update experiment_run set state = ?, attempt = ?, job_id = ?, reused = ?, problem = ?, scores = ?, rungs = ?"
						+ " where experiment_id = ? and position = ? and state = ? and attempt = ?"
						+ " and job_id is not distinct from cast(? as varchar(36))"
						+ " and rungs is not distinct from cast(? as varchar)")
			.params(Arrays.asList(now.state().name(), now.attempt(), now.jobId(), now.reused(), now.problem(),
					now.scores(), now.rungs(), experiment, before.position(), before.state().name(), before.attempt(),
					before.jobId(), before.rungs()))
			.update() == 1;
	}

	/** Whether a run's row is still as it was read. */
	boolean isAsRead(String experiment, StoredRun read) {
		return this.jdbc
			.sql("select count(*) from experiment_run where experiment_id = ? and position = ? and state = ?"
					+ " and attempt = ? and job_id is not distinct from cast(? as varchar(36))")
			.params(Arrays.asList(experiment, read.position(), read.state().name(), read.attempt(), read.jobId()))
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Makes all runs in a state pending: those that have read other files without their
	 * jobs, the others with them.
	 * @return how many
	 */
	int again(String experiment, RunState state) {
		int others = this.jdbc.sql("update experiment_run set state = 'PENDING', attempt = attempt + 1, job_id = null,"
				+ " reused = false, problem = null, rungs = null where experiment_id = ? and state = ? and problem like ?")
			.params(experiment, state.name(), StoredRun.OTHER_FILES + "%")
			.update();
		return others + this.jdbc
			.sql("update experiment_run set state = 'PENDING', problem = null where experiment_id = ? and state = ?")
			.params(experiment, state.name())
			.update();
	}

	private static StoredRun run(ResultSet result) throws SQLException {
		return new StoredRun(result.getInt(1), result.getString(2), result.getString(3), result.getLong(4),
				RunState.valueOf(result.getString(5)), result.getInt(6), result.getString(7), result.getBoolean(8),
				result.getString(9), result.getString(10), result.getString(11), result.getString(12));
	}

}
