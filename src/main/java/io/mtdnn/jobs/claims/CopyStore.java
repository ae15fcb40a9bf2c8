package io.mtdnn.jobs.claims;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The list of valid copies of runs. Only the worker that holds the run's claim can
 * register a copy, under the lock of the job's row. Unregistered files in the artifact
 * store are ignored.
 */
@Component
public class CopyStore {

	/** If the newest copy is unreadable, the previous one is used. */
	private static final int KEPT = 2;

	private final JdbcClient jdbc;

	public CopyStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Copies of a run, newest first. */
	public List<RunCopy> of(String jobId) {
		return this.jdbc.sql("select number, attempt, artifact from job_copy where job_id = ? order by number desc")
			.param(jobId)
			.query((result, row) -> new RunCopy(result.getInt(1), result.getInt(2), result.getString(3)))
			.list();
	}

	/**
	 * Registers a copy as the newest.
	 * @return copies that have become obsolete
	 */
	public List<RunCopy> add(String jobId, int attempt, String artifact) {
		List<RunCopy> before = of(jobId);
		int number = before.isEmpty() ? 1 : before.get(0).number() + 1;
		this.jdbc.sql("insert into job_copy (job_id, number, attempt, artifact) values (?, ?, ?, ?)")
			.params(jobId, number, attempt, artifact)
			.update();
		List<RunCopy> old = before.subList(Math.min(KEPT - 1, before.size()), before.size());
		old.forEach((copy) -> remove(jobId, copy));
		return old;
	}

	/**
	 * Removes the copies after a number, because the run continues from an earlier one.
	 * @return copies that have become obsolete
	 */
	public List<RunCopy> removeAfter(String jobId, int number) {
		List<RunCopy> passedOver = of(jobId).stream().filter((copy) -> copy.number() > number).toList();
		passedOver.forEach((copy) -> remove(jobId, copy));
		return passedOver;
	}

	private void remove(String jobId, RunCopy copy) {
		this.jdbc.sql("delete from job_copy where job_id = ? and number = ?").params(jobId, copy.number()).update();
	}

}
