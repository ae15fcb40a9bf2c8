package io.mtdnn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.mtdnn.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DurableDatabaseTests {

	@TempDir
	Path directory;

	@Test
	void committedDataSurviveACrash() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), CommitAndDie.class.getName(), url(), "7")
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("log").toFile())
			.start();
		assertThat(process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(this.directory.resolve("log"))).isZero();
		try (HikariDataSource pool = CommitAndDie.pool(url())) {
			assertThat(rows(pool)).isEqualTo(7);
		}
	}

	/** Bit 010000 of the flags is O_DSYNC: a write returns when it is on the disk. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void theFileIsWrittenSynchronously() throws Exception {
		try (HikariDataSource pool = CommitAndDie.pool(url()); Connection connection = pool.getConnection()) {
			List<Integer> flags = flags("mtdnn.mv.db");
			assertThat(flags).isNotEmpty().allMatch((flag) -> (flag & 010000) != 0);
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void onlyTheOwnerCanReadFileAndFolder() throws Exception {
		try (HikariDataSource pool = CommitAndDie.pool(url()); Connection connection = pool.getConnection()) {
			assertThat(permissions(this.directory.resolve("data/db"))).isEqualTo("rwx------");
			assertThat(permissions(this.directory.resolve("data/db/mtdnn.mv.db"))).isEqualTo("rw-------");
		}
	}

	/**
	 * What H2 does after a write that failed: the connections in the pool are dead, and
	 * call themselves valid.
	 */
	@Test
	void aDatabaseThatClosedItselfIsReopened() throws Exception {
		try (HikariDataSource pool = CommitAndDie.pool(url())) {
			execute(pool, "create table written (id int primary key)");
			execute(pool, "insert into written values (1)");
			try (Connection one = pool.getConnection(); Connection two = pool.getConnection()) {
				assertThat(two).isNotSameAs(one);
			}
			execute(pool, "shutdown immediately");
			Patience.await().until(() -> {
				execute(pool, "select 1");
				return rows(pool) == 1;
			});
			for (int id = 2; id < 8; id++) {
				execute(pool, "insert into written values (" + id + ")");
			}
			assertThat(rows(pool)).isEqualTo(7);
		}
	}

	private String url() {
		return "jdbc:h2:file:" + this.directory.toAbsolutePath()
				+ "/data/db/mtdnn;MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE";
	}

	private static void execute(HikariDataSource pool, String sql) throws SQLException {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			if (!DatabaseFaults.unavailable(ex)) {
				throw ex;
			}
		}
	}

	private static int rows(HikariDataSource pool) throws SQLException {
		try (Connection connection = pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select count(*) from written")) {
			result.next();
			return result.getInt(1);
		}
		catch (SQLException ex) {
			if (!DatabaseFaults.unavailable(ex)) {
				throw ex;
			}
			return -1;
		}
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private List<Integer> flags(String name) throws IOException {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return descriptors.filter((descriptor) -> pointsTo(descriptor, name))
				.map((descriptor) -> flags(descriptor))
				.toList();
		}
	}

	private boolean pointsTo(Path descriptor, String name) {
		try {
			Path target = Files.readSymbolicLink(descriptor);
			return target.startsWith(this.directory.toRealPath()) && target.endsWith(name);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int flags(Path descriptor) {
		try {
			String info = Files.readString(Path.of("/proc/self/fdinfo").resolve(descriptor.getFileName()));
			return Integer.parseInt(info.lines()
				.filter((line) -> line.startsWith("flags:"))
				.findFirst()
				.orElseThrow()
				.substring("flags:".length())
				.strip(), 8);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
