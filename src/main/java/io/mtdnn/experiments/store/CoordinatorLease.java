package io.mtdnn.experiments.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.mtdnn.node.NodeName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets one node of a cluster submit runs at a time. Two nodes may submit at the same
 * time, because a run's key creates only one job; the lease avoids duplicate work.
 */
@Component
public class CoordinatorLease {

	private static final Duration LENGTH = Duration.ofSeconds(60);

	private final JdbcClient jdbc;

	private final NodeName node;

	private final Clock clock;

	CoordinatorLease(JdbcClient jdbc, NodeName node, Clock clock) {
		this.jdbc = jdbc;
		this.node = node;
		this.clock = clock;
	}

	/** Takes or renews the lease; false if another node holds it. */
	public boolean take() {
		Instant now = this.clock.instant();
		return this.jdbc.sql(
				"update experiment_lease set holder = ?, expires_at = ? where id = 1 and (holder = ? or expires_at < ?)")
			.params(this.node.name(), timestamp(now.plus(LENGTH)), this.node.name(), timestamp(now))
			.update() == 1;
	}

	private static OffsetDateTime timestamp(Instant instant) {
		return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
	}

}
