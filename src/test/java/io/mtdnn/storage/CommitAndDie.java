package io.mtdnn.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariDataSource;

/** A process that commits and halts immediately, as after {@code kill -9}. */
final class CommitAndDie {

	private CommitAndDie() {
	}

	public static void main(String[] arguments) throws SQLException {
		HikariDataSource pool = pool(arguments[0]);
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("create table written (id int primary key)");
			connection.setAutoCommit(false);
			for (int id = 1; id <= Integer.parseInt(arguments[1]); id++) {
				statement.execute("insert into written values (" + id + ")");
				connection.commit();
			}
			Runtime.getRuntime().halt(0);
		}
	}

	/** The data source as the service creates it. */
	static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername("mtdnn");
		pool.setPassword("mtdnn");
		pool.setMaximumPoolSize(3);
		StorageConfiguration.durableDatabase().postProcessBeforeInitialization(pool, "dataSource");
		return pool;
	}

}
