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
 * @param roles its roles, any of api, worker and serving
 * @param version version of the service; absent if unknown
 * @param startedAt when it started
 * @param seenAt when it last wrote to the database
 * @param lost whether its heartbeats have stopped, because it crashed or cannot reach the
 * database
 * @param facts values of its meters at that time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnownNode(String name, String host, List<String> roles, @Nullable String version, Instant startedAt,
		Instant seenAt, boolean lost, NodeFacts facts) {

}
