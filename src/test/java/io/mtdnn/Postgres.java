package io.mtdnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Creates empty databases on a real PostgreSQL, which all tests of a process share and
 * which ends with the process.
 */
public final class Postgres {

	private static final String USER = "postgres";

	private static final EmbeddedPostgres SERVER = start();

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private Postgres() {
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Configures a test's context to use a new database. */
	public static void database(DynamicPropertyRegistry properties) {
		String url = url();
		properties.add("spring.datasource.url", () -> url);
		properties.add("spring.datasource.username", () -> USER);
		properties.add("spring.datasource.password", () -> USER);
	}

	/** A new database. */
	public static DataSource database() {
		return SERVER.getDatabase(USER, create());
	}

	/** URL of a new database; user and password are {@code postgres}. */
	public static String url() {
		return SERVER.getJdbcUrl(USER, create());
	}

	private static String create() {
		String name = "test_" + DATABASES.incrementAndGet();
		JdbcClient.create(SERVER.getPostgresDatabase()).sql("create database " + name).update();
		return name;
	}

}
