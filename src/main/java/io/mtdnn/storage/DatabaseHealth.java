package io.mtdnn.storage;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of the database, at most about a second old. */
final class DatabaseHealth implements HealthIndicator {

	private final DatabaseWatch watch;

	DatabaseHealth(DatabaseWatch watch) {
		this.watch = watch;
	}

	@Override
	public Health health() {
		return this.watch.reason()
			.map((reason) -> Health.down().withDetail("reason", reason).build())
			.orElseGet(() -> Health.up().build());
	}

}
