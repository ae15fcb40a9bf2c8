package io.mtdnn.jobs.run;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this service itself needs to know of db-scheduler's settings.
 *
 * @param heartbeatInterval how often a worker says that it lives
 */
@ConfigurationProperties("db-scheduler")
record HeartbeatProperties(@DefaultValue("10s") Duration heartbeatInterval) {

}
