package io.mtdnn.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import io.mtdnn.FakeDatabaseState;
import io.mtdnn.model.ModelFormatException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * A server with serving, registry advice and the web fallback around fake models; no
 * database, no security. Not found by component scans of the whole application.
 */
@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class,
		DataSourceTransactionManagerAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		DataJpaRepositoriesAutoConfiguration.class, FlywayAutoConfiguration.class, SecurityAutoConfiguration.class,
		ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
@ConfigurationPropertiesScan({ "io.mtdnn.serving", "io.mtdnn.web" })
@ComponentScan(basePackages = { "io.mtdnn.serving", "io.mtdnn.web" },
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests.*"))
public class ServingTestServer {

	@Bean
	Models models() throws IOException {
		return new Models(Files.createTempDirectory("serving"));
	}

	@Bean
	FakeDatabaseState databaseState() {
		return new FakeDatabaseState();
	}

	@Bean
	FakeThreads engineThreads() {
		return new FakeThreads(1);
	}

	@Bean
	FakeModels fakeModels(Models models) {
		return models.fakes;
	}

	/** Control of the fake models for tests of other packages. */
	public static final class Models implements AutoCloseable {

		final FakeModels fakes;

		private final Path directory;

		Models(Path directory) {
			this.directory = directory;
			this.fakes = new FakeModels(directory);
		}

		/** Registers a model; its answers depend on the id. */
		public void add(String id, String name) {
			this.fakes.add(id, name, 100);
		}

		/** Registers a model with some of the usual tasks only. */
		public void add(String id, String name, String... tasks) {
			this.fakes.add(id, name,
					HashingModel.TASKS.stream().filter((task) -> List.of(tasks).contains(task.name())).toList());
		}

		public void clear() {
			this.fakes.models.clear();
			this.fakes.aliases.clear();
		}

		public void alias(String alias, String id) {
			this.fakes.aliases.put(alias, id);
		}

		public void removeAlias(String alias) {
			this.fakes.aliases.remove(alias);
		}

		/**
		 * Makes opening models fail with this exception; null ends that.
		 */
		public void damage(String fault) {
			this.fakes.openFailure = (fault != null) ? new ModelFormatException(fault) : null;
		}

		/** Makes an open model wait at each pass until the hold is closed. */
		public Hold hold(String id) {
			return new Hold(this.fakes.last(id));
		}

		/** Rows that the model has seen. */
		public int rows(String id) {
			return this.fakes.last(id).rows.get();
		}

		/** Makes each pass of the model fail with this exception; null ends that. */
		public void fail(String id, RuntimeException failure) {
			this.fakes.last(id).failure = failure;
		}

		@Override
		public void close() throws IOException {
			try (Stream<Path> files = Files.walk(this.directory)) {
				files.sorted((first, second) -> second.compareTo(first)).forEach((file) -> file.toFile().delete());
			}
		}

	}

	/** Makes a model wait at each pass until it is closed. */
	public static final class Hold implements AutoCloseable {

		private final HashingModel model;

		private final Semaphore gate = new Semaphore(0);

		public Hold(HashingModel model) {
			this.model = model;
			model.gate = this.gate;
		}

		/** Whether a pass waits. */
		public boolean holdsAPass() {
			return this.gate.hasQueuedThreads();
		}

		@Override
		public void close() {
			this.model.gate = null;
			this.gate.release(Integer.MAX_VALUE);
		}

	}

}
