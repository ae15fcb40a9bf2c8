package db.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the tasks of models in a table of their own, which can be searched. In Java,
 * because the databases have no function in common that takes JSON apart.
 */
public class V9__ModelTasks extends BaseJavaMigration {

	@Override
	public void migrate(Context context) throws SQLException {
		Connection connection = context.getConnection();
		try (Statement statement = connection.createStatement()) {
			statement.execute("""
					create table model_task (
						model_id varchar(64) not null references model (id) on delete cascade,
						name varchar not null,
						head varchar(40) not null,
						primary key (model_id, name)
					)""");
			statement.execute("create index model_task_head on model_task (head, name)");
			fill(connection, statement);
		}
	}

	private static void fill(Connection connection, Statement statement) throws SQLException {
		try (ResultSet models = statement.executeQuery("select id, tasks from model");
				PreparedStatement insert = connection
					.prepareStatement("insert into model_task (model_id, name, head) values (?, ?, ?)")) {
			while (models.next()) {
				for (JsonNode task : JsonMapper.shared().readTree(models.getString("tasks"))) {
					insert.setString(1, models.getString("id"));
					insert.setString(2, task.path("name").asString());
					insert.setString(3, task.path("head").asString());
					insert.executeUpdate();
				}
			}
		}
	}

}
