package io.mtdnn.node.heartbeat;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A node and its last reported state.
 *
 * @param name its name, as in the attempts of jobs
 * @param host name of its machine
 * @param roles api, worker and serving, as far as it has them
 * @param version version of the service; absent if unknown
 * @param startedAt when it started
 * @param seenAt when it last wrote to the database
 * @param lost whether it has been silent too long: stopped without notice, or without a
 * connection
 * @param facts values of its meters at that time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnownNode(String name, String host, List<String> roles, @Nullable String version, Instant startedAt,
		Instant seenAt, boolean lost, NodeFacts facts) {

}
