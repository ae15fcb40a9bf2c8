package io.mtdnn.jobs.claims;

import javax.sql.DataSource;

import io.mtdnn.Postgres;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A database written by an earlier version is upgraded with all its jobs. */
class SchemaUpgradeTests {

	@Test
	void anEarlierH2DatabaseIsUpgraded() {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL(
				"jdbc:h2:mem:upgrade;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
		upgrade(database);
	}

	@Test
	void anEarlierPostgresDatabaseIsUpgraded() {
		upgrade(Postgres.database());
	}

	private static void upgrade(DataSource database) {
		Flyway.configure().dataSource(database).target("3").load().migrate();
		JdbcClient jdbc = JdbcClient.create(database);
		jdbc.sql(
				"insert into job (id, number, name, encoder, status, priority, max_attempts, attempt, fruitless_attempts,"
						+ " generation, cancel_requested, purged, plan, preflight, created_at, queued_at, step, total_steps, epoch,"
						+ " checkpoint_step, journal_position, next_sequence) values ('a', 1, 'n', 'e', 'RUNNING', 0, 5, 1, 0, 1,"
						+ " false, false, '{}', '{}', now(), now(), 7, 10, 1, 5, 100, 9)")
			.update();
		jdbc.sql("insert into job_attempt (job_id, number, node, host, started_at) values ('a', 1, 'n', 'h', now())")
			.update();
		jdbc.sql("insert into job_idempotency (idempotency_key, body_hash, job_id, created_at)"
				+ " values ('done', 'x', 'a', now()), ('left behind', 'x', null, now())")
			.update();
		Flyway.configure().dataSource(database).load().migrate();
		assertThat(jdbc.sql("select machine from job_attempt").query(String.class).optional()).isEmpty();
		assertThat(jdbc.sql("select step from job").query(Integer.class).single()).isEqualTo(7);
		assertThat(jdbc.sql("select idempotency_key from job_idempotency").query(String.class).list())
			.containsExactly("done");
		assertThat(new CopyStore(jdbc).add("a", 1, "checkpoints/a/1-1")).isEmpty();
	}

}
