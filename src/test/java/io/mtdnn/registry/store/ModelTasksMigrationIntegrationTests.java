package io.mtdnn.registry.store;

import java.util.List;

import javax.sql.DataSource;

import io.mtdnn.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Models of earlier versions can be searched by their tasks after the migration. */
class ModelTasksMigrationIntegrationTests {

	@Test
	void tasksOfStoredModelsAreListedOnH2() {
		migrate(new DriverManagerDataSource(
				"jdbc:h2:mem:model-tasks;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"));
	}

	@Test
	void tasksOfStoredModelsAreListedOnPostgres() {
		migrate(Postgres.database());
	}

	private static void migrate(DataSource database) {
		Flyway.configure().dataSource(database).target("7").load().migrate();
		JdbcClient jdbc = JdbcClient.create(database);
		insert(jdbc, "a",
				"""
						[{"name":"squad-v2","head":"SPAN","labels":[]},{"name":"cola","head":"CLASSIFICATION","labels":["0","1"]}]""");
		insert(jdbc, "b", """
				[{"name":"a \\"SPAN\\" of wood","head":"MULTIPLE_CHOICE","labels":[]}]""");
		Flyway.configure().dataSource(database).load().migrate();
		List<String> tasks = jdbc.sql("select model_id, name, head from model_task order by model_id, name")
			.query((row, number) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
			.list();
		assertThat(tasks).containsExactly("a cola CLASSIFICATION", "a squad-v2 SPAN",
				"b a \"SPAN\" of wood MULTIPLE_CHOICE");
	}

	private static void insert(JdbcClient jdbc, String id, String tasks) {
		jdbc.sql("insert into model values (?, ?, current_timestamp, ?, 0, 384, 64, 128, ?, ?, ?)")
			.params(id, id, "tiny", tasks, "{}", "{}")
			.update();
	}

}
