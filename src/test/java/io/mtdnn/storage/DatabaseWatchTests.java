package io.mtdnn.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtdnn.SteppingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseWatchTests {

	private static final String FILE = "jdbc:h2:file:./data/db/mtdnn";

	private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));

	private final SwitchableVolumes volumes = new SwitchableVolumes();

	private final AtomicInteger ends = new AtomicInteger();

	private final List<Object> states = new ArrayList<>();

	private final SingleConnectionDataSource real = new SingleConnectionDataSource("jdbc:h2:mem:watch", true);

	private boolean down;

	@BeforeEach
	void connect() throws SQLException {
		this.real.getConnection();
	}

	@AfterEach
	void close() {
		this.real.destroy();
	}

	@Test
	void healthAndReadinessFollowTheDatabase() {
		DatabaseWatch watch = watch(FILE);
		watch.look();
		assertThat(new DatabaseHealth(watch).health().getStatus()).isEqualTo(Status.UP);
		this.down = true;
		watch.look();
		assertThat(watch.unavailable()).isTrue();
		assertThat(new DatabaseHealth(watch).health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(new DatabaseHealth(watch).health().getDetails().get("reason").toString()).contains("gone");
		this.down = false;
		watch.look();
		assertThat(watch.unavailable()).isFalse();
		assertThat(this.states).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void aReportedFailureTakesEffectAtOnce() {
		DatabaseWatch watch = watch(FILE);
		watch.failed(new IllegalStateException("not about the database"));
		assertThat(watch.unavailable()).isFalse();
		watch.failed(new SQLException("terminating connection", "57P01"));
		assertThat(watch.unavailable()).isTrue();
	}

	@Test
	void aDatabaseFileThatCannotBeReopenedEndsTheProcess() {
		DatabaseWatch watch = watch(FILE);
		this.down = true;
		watch.look();
		this.clock.advance(Duration.ofSeconds(119));
		watch.look();
		assertThat(this.ends).hasValue(0);
		this.clock.advance(Duration.ofSeconds(1));
		watch.look();
		assertThat(this.ends).hasValue(1);
		assertThat(this.states).contains(LivenessState.BROKEN);
	}

	@Test
	void neitherAFullDiskNorAServersDatabaseEndsTheProcess() {
		DatabaseWatch full = watch(FILE);
		this.volumes.free(1);
		this.down = true;
		full.look();
		DatabaseWatch server = watch("jdbc:postgresql://localhost/mtdnn");
		server.look();
		this.clock.advance(Duration.ofHours(1));
		full.look();
		server.look();
		assertThat(this.ends).hasValue(0);
		assertThat(this.states).doesNotContain(LivenessState.BROKEN);
	}

	private DatabaseWatch watch(String url) {
		DelegatingDataSource database = new DelegatingDataSource(this.real) {

			@Override
			public Connection getConnection() throws SQLException {
				if (DatabaseWatchTests.this.down) {
					throw new SQLException("gone", "08006");
				}
				return super.getConnection();
			}

		};
		DiskReserve reserve = new DiskReserve(512 << 20,
				List.of(new WrittenFolder("mtdnn.runs-dir", java.nio.file.Path.of("target"))), this.volumes);
		return new DatabaseWatch(database, new DatabaseUrl(url), reserve, Duration.ofMinutes(2),
				(event) -> this.states.add(((AvailabilityChangeEvent<?>) event).getState()), this.ends::incrementAndGet,
				this.clock);
	}

}
