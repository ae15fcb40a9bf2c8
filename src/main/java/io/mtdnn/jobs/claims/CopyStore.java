package io.mtdnn.jobs.claims;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which copies of runs count. A copy is entered by the worker that holds the run, under
 * the lock of the job's row; what another worker has put into the artifact store counts
 * for nothing.
 */
@Component
public class CopyStore {

	/** When the newest cannot be read, the one before it is used. */
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
	 * Enters a copy as the newest.
	 * @return copies that count no longer
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
	 * Strikes out the copies after a number: the run goes on from before them.
	 * @return copies that count no longer
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
