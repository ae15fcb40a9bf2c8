package io.mtdnn.jobs.run;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of db-scheduler that this service reads.
 *
 * @param heartbeatInterval Interval of a worker's heartbeats.
 */
@ConfigurationProperties("db-scheduler")
record HeartbeatProperties(@DefaultValue("10s") Duration heartbeatInterval) {

}
