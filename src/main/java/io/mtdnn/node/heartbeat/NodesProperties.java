package io.mtdnn.node.heartbeat;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the list of nodes.
 *
 * @param heartbeat Interval at which a node writes a heartbeat to the database. A node
 * without a heartbeat for three intervals is shown as lost.
 * @param forget Time since the last heartbeat after which a lost node is removed from the
 * list.
 */
@Validated
@ConfigurationProperties("mtdnn.nodes")
record NodesProperties(@NotNull @DurationMin(seconds = 1) @DefaultValue("10s") Duration heartbeat,
		@NotNull @DurationMin(seconds = 1) @DefaultValue("1d") Duration forget) {

	private static final int MISSED = 3;

	/** The time without a heartbeat after which a node is lost. */
	Duration silence() {
		return this.heartbeat.multipliedBy(MISSED);
	}

}
