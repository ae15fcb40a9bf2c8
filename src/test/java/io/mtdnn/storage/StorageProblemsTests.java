package io.mtdnn.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.mtdnn.FakeDatabaseState;
import org.h2.jdbc.JdbcSQLNonTransientException;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest(controllers = StorageProblemsTests.Probe.class, properties = "spring.security.user.password=unused")
@ContextConfiguration(classes = StorageProblemsTests.Application.class)
class StorageProblemsTests {

	private static final Map<String, Supplier<RuntimeException>> FAULTS = Map
		.of("rollback", StorageProblemsTests::failedRollback, "no-connection",
				() -> new CannotCreateTransactionException("no connection"), "resource",
				() -> new DataAccessResourceFailureException("away"), "lock",
				() -> new CannotAcquireLockException("held"), "h2-write",
				() -> new TransactionSystemException("commit", new JdbcSQLNonTransientException(
						"General error", null, "HY000", 50000, new MVStoreException(2, "Writing failed"), null)),
				"h2-closed",
				() -> new JpaSystemException(new RuntimeException(new JdbcSQLNonTransientException(
						"The database has been closed", null, "90098", 90098, null, null))),
				"postgresql-full",
				() -> new UncategorizedSQLException("insert", null, new SQLException("No space left", "53100")),
				"reserve",
				() -> new UncheckedIOException(new IOException("could not be stored",
						new NoSpaceException(new Shortage("mtdnn.artifacts.directory", 1, 2, 3)))),
				"duplicate", () -> new DataIntegrityViolationException("twice"), "h2-general",
				() -> new UncategorizedSQLException("select", null, new JdbcSQLNonTransientException("General error",
						null, "HY000", 50000, new NullPointerException(), null)));

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private SwitchableVolumes volumes;

	@AfterEach
	void plenty() {
		this.volumes.plenty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "rollback", "no-connection", "resource", "lock", "h2-write", "h2-closed", "postgresql-full" })
	void anUnavailableDatabaseYields503(String fault) {
		assertThat(this.mvc.get().uri("/faults/" + fault)).hasStatus(503)
			.hasHeader("Retry-After", "5")
			.bodyJson()
			.extractingPath("title")
			.isEqualTo("Database unavailable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "duplicate", "h2-general" })
	void otherFaultsOfTheDatabaseAreInternalErrors(String fault) {
		assertThat(this.mvc.get().uri("/faults/" + fault)).hasStatus(500)
			.bodyJson()
			.extractingPath("title")
			.isEqualTo("Internal error");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH" })
	void nothingNewIsStoredWithoutSpace(String method) {
		this.volumes.free(100L << 20);
		assertThat(this.mvc.method(HttpMethod.valueOf(method)).uri("/jobs")).hasStatus(507)
			.hasHeader("Retry-After", "30")
			.bodyJson()
			.hasPathSatisfying("$.detail",
					(detail) -> assertThat(detail).asString().contains("mtdnn.runs-dir", "100 MB", "512 MB"))
			.hasPathSatisfying("$.folder", (folder) -> assertThat(folder).isEqualTo("mtdnn.runs-dir"))
			.hasPathSatisfying("$.free", (free) -> assertThat(free).isEqualTo(100 << 20))
			.hasPathSatisfying("$.reserve", (reserve) -> assertThat(reserve).isEqualTo(512 << 20));
	}

	@Test
	void anArtifactThatDoesNotFitIsNoFaultOfTheService() {
		assertThat(this.mvc.get().uri("/faults/reserve")).hasStatus(507)
			.bodyJson()
			.extractingPath("folder")
			.isEqualTo("mtdnn.artifacts.directory");
	}

	@Test
	void readingAskingAndRemovingNeedNoSpace() {
		this.volumes.free(0);
		assertThat(this.mvc.get().uri("/jobs")).hasStatusOk();
		assertThat(this.mvc.delete().uri("/keys")).hasStatusOk();
		assertThat(this.mvc.post().uri("/qa")).hasStatusOk();
		for (String question : List.of("/qa/batch", "/classification", "/multiple-choice", "/regression",
				"/evaluations", "/v2/models/m/infer")) {
			assertThat(this.mvc.post().uri(question)).as(question).hasStatusOk();
		}
		assertThat(this.mvc.post().uri("/models/m/evaluations")).hasStatus(507);
		this.volumes.plenty();
		assertThat(this.mvc.post().uri("/jobs")).hasStatusOk();
	}

	/**
	 * The exception of a transaction whose connection broke; the first fault is not among
	 * its causes.
	 */
	private static RuntimeException failedRollback() {
		TransactionSystemException rollback = new TransactionSystemException("Could not roll back JPA transaction",
				new IllegalStateException("unable to roll back"));
		rollback.initApplicationException(
				new UncategorizedSQLException("select", null, new SQLException("broken", "57P01")));
		return rollback;
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@ComponentScan(basePackages = "io.mtdnn.storage.web",
			excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests.*"))
	static class Application {

		@Bean
		FakeDatabaseState database() {
			return new FakeDatabaseState();
		}

		@Bean
		SwitchableVolumes volumes() {
			return new SwitchableVolumes();
		}

		@Bean
		DiskReserve reserve(SwitchableVolumes volumes) {
			return new DiskReserve(512 << 20, List.of(new WrittenFolder("mtdnn.runs-dir", Path.of("target"))), volumes);
		}

		@Bean
		Probe probe() {
			return new Probe();
		}

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@RestController
	static class Probe {

		@RequestMapping("/faults/{name}")
		String fault(@PathVariable String name) {
			throw FAULTS.get(name).get();
		}

		@RequestMapping({ "/jobs", "/keys", "/qa", "/qa/batch", "/classification", "/multiple-choice", "/regression",
				"/evaluations", "/v2/models/m/infer", "/models/m/evaluations" })
		String call() {
			return "done";
		}

	}

}
