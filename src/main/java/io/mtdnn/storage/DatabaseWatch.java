package io.mtdnn.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Checks every second whether the database is available, so that health checks, API keys
 * and inference need not wait for it; the service is not ready while it is unavailable.
 * The check also reopens an embedded database that closed itself after a failed write. If
 * that keeps failing although there is space, the process ends so that a supervisor
 * restarts it.
 */
final class DatabaseWatch implements DatabaseState {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseWatch.class);

	private final DataSource database;

	private final DatabaseUrl url;

	private final DiskReserve reserve;

	private final Duration patience;

	private final ApplicationEventPublisher events;

	private final Runnable end;

	private final Clock clock;

	/** Null while it is available. */
	private @Nullable Instant unavailableSince;

	private volatile @Nullable String reason;

	DatabaseWatch(DataSource database, DatabaseUrl url, DiskReserve reserve, Duration patience,
			ApplicationEventPublisher events, Runnable end, Clock clock) {
		this.database = database;
		this.url = url;
		this.reserve = reserve;
		this.patience = patience;
		this.events = events;
		this.end = end;
		this.clock = clock;
	}

	@Override
	public boolean unavailable() {
		return this.reason != null;
	}

	@Override
	public void failed(Throwable fault) {
		if (DatabaseFaults.unavailable(fault)) {
			gone(fault);
		}
	}

	/** Why it is unavailable; empty while it is available. */
	Optional<String> reason() {
		return Optional.ofNullable(this.reason);
	}

	/** Checks once. */
	void look() {
		try (Connection connection = this.database.getConnection(); Statement question = connection.createStatement()) {
			question.execute("select 1");
			back();
		}
		catch (SQLException | RuntimeException ex) {
			gone(ex);
			if (hopeless()) {
				logger.error("The database could not be reopened for {} although there is space; ending the process so"
						+ " that a supervisor can restart it: {}", this.patience, ex.toString());
				AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
				this.end.run();
			}
		}
	}

	private synchronized void gone(Throwable fault) {
		if (this.unavailableSince == null) {
			this.unavailableSince = this.clock.instant();
			logger.warn("The database is unavailable: {}", fault.toString());
			AvailabilityChangeEvent.publish(this.events, this, ReadinessState.REFUSING_TRAFFIC);
		}
		this.reason = fault.toString();
	}

	private synchronized void back() {
		if (this.unavailableSince != null) {
			logger.info("The database is available again after {}",
					Duration.between(this.unavailableSince, this.clock.instant()));
			AvailabilityChangeEvent.publish(this.events, this, ReadinessState.ACCEPTING_TRAFFIC);
		}
		this.unavailableSince = null;
		this.reason = null;
	}

	/**
	 * Whether only a restart can help. A server's database recovers without this process,
	 * and a restart does not free a full disk.
	 */
	private synchronized boolean hopeless() {
		return this.url.embedded() && !this.patience.isZero() && this.unavailableSince != null
				&& !this.clock.instant().isBefore(this.unavailableSince.plus(this.patience))
				&& this.reserve.shortage().isEmpty();
	}

}
