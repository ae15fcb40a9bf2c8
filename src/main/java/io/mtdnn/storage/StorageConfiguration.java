package io.mtdnn.storage;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.mtdnn.threads.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wiring of disk and database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(StorageConfiguration.class);

	private static final String URL = "spring.datasource.url";

	private static final String POSTGRESQL = "jdbc:postgresql:";

	/** Longest wait for an answer of the database. */
	private static final Duration SILENCE = Duration.ofMinutes(1);

	/** The code for an input or output error in sysexits.h. */
	private static final int EXIT_CODE = 74;

	/** Gives the pool the durable form of the configured URL. */
	@Bean
	static BeanPostProcessor durableDatabase() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String name) {
				if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
					makeDurable(pool);
					giveUpSilence(pool);
				}
				return bean;
			}

		};
	}

	private static void makeDurable(HikariDataSource pool) {
		DatabaseUrl url = new DatabaseUrl(pool.getJdbcUrl());
		if (!url.h2()) {
			return;
		}
		if (url.notKept()) {
			logger.warn("{} is {}: acknowledged commits are only as durable as that memory or server", URL, url);
		}
		DurableFilePath.register();
		pool.setJdbcUrl(url.durable());
		pool.setExceptionOverride(new LostConnections());
		// H2 reports a connection to a closed database as valid.
		pool.setConnectionTestQuery("select 1");
	}

	/**
	 * A PostgreSQL that vanishes without closing its connections, as in a network that is
	 * cut, would otherwise be waited for without end. Its URL may set other values.
	 */
	private static void giveUpSilence(HikariDataSource pool) {
		if (pool.getJdbcUrl().startsWith(POSTGRESQL)) {
			pool.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
			pool.addDataSourceProperty("tcpKeepAlive", "true");
		}
	}

	@Bean
	DatabaseUrl databaseUrl(Environment environment) {
		return new DatabaseUrl(environment.getProperty(URL, ""));
	}

	@Bean
	Volumes volumes() {
		return Volume::of;
	}

	@Bean
	DiskReserve diskReserve(StorageProperties properties, ObjectProvider<WrittenFolder> folders, DatabaseUrl url,
			Volumes volumes) {
		List<WrittenFolder> all = new ArrayList<>(folders.orderedStream().toList());
		url.folder().ifPresent((folder) -> all.add(WrittenFolder.of(URL, folder)));
		return new DiskReserve(properties.reserve().toBytes(), all, volumes);
	}

	@Bean
	DatabaseWatch databaseWatch(DataSource database, DatabaseUrl url, DiskReserve reserve, StorageProperties properties,
			ApplicationContext context, Clock clock) {
		return new DatabaseWatch(database, url, reserve, properties.reopenTimeout(), context, () -> end(context),
				clock);
	}

	/**
	 * Ends the process on a separate thread, because shutdown waits for the runs and
	 * closes the watch meanwhile.
	 */
	private static void end(ApplicationContext context) {
		new Thread(() -> System.exit(SpringApplication.exit(context, () -> EXIT_CODE)), "database-lost").start();
	}

	@Bean(destroyMethod = "shutdownNow")
	ScheduledExecutorService databaseLooks(DatabaseWatch watch) {
		ScheduledExecutorService looks = Executors
			.newSingleThreadScheduledExecutor(new DaemonThreads("database-watch"));
		looks.scheduleWithFixedDelay(watch::look, 1, 1, TimeUnit.SECONDS);
		return looks;
	}

	/**
	 * Replaces Spring Boot's indicator, whose query succeeds on H2 even after the
	 * database has closed.
	 */
	@Bean
	DatabaseHealth dbHealthContributor(DatabaseWatch watch) {
		return new DatabaseHealth(watch);
	}

	@Bean
	StorageHealth storageHealthContributor(DiskReserve reserve) {
		return new StorageHealth(reserve);
	}

	@Bean
	StorageMeters storageMeters(DiskReserve reserve, DatabaseState database) {
		return new StorageMeters(reserve, database);
	}

}
