package io.mtdnn.jobs.queue;

import java.sql.Types;
import java.util.List;

import io.mtdnn.jobs.JobGroup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores groups of jobs with the maximum number of jobs in each that may be queued or
 * running at a time.
 */
@Component
class GroupStore {

	private final JdbcClient jdbc;

	GroupStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Stores a group or changes its limit. Must be called at the queue's gate. */
	void enter(JobGroup group) {
		int known = write("update job_group set max_parallel = coalesce(:most, max_parallel) where name = :name",
				group);
		if (known == 0) {
			write("insert into job_group (name, max_parallel) values (:name, :most)", group);
		}
	}

	private int write(String sql, JobGroup group) {
		return this.jdbc.sql(sql)
			.param("name", group.name())
			.param("most", group.maxParallel(), Types.INTEGER)
			.update();
	}

	/** Names of groups that have held-back jobs. */
	List<String> holding() {
		return this.jdbc.sql("select distinct group_name from job where status = 'QUEUED' and released = false")
			.query(String.class)
			.list();
	}

	/**
	 * Jobs of a group that may be queued now, in order. The group's row is locked until
	 * the transaction ends.
	 */
	List<String> next(String group) {
		Integer most = this.jdbc
			.sql("select coalesce(max_parallel, 2147483647) from job_group where name = ? for update")
			.param(group)
			.query(Integer.class)
			.single();
		int active = this.jdbc.sql(
				"select count(*) from job where group_name = ? and released = true and status in ('QUEUED', 'RUNNING')")
			.param(group)
			.query(Integer.class)
			.single();
		return this.jdbc
			.sql("select id from job where group_name = ? and status = 'QUEUED' and released = false"
					+ " order by priority desc, number fetch first " + Math.max(0, most - active) + " rows only")
			.param(group)
			.query(String.class)
			.list();
	}

}
