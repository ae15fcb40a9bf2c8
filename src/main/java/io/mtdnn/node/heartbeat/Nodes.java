package io.mtdnn.node.heartbeat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.mtdnn.node.NodeName;
import io.mtdnn.node.NodeProperties;
import io.mtdnn.node.NodeRole;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Service;

/**
 * The nodes of the service, from the rows that each writes about itself to the database.
 */
@Service
public class Nodes {

	private final NodeRows rows;

	private final NodeMeters meters;

	private final NodesProperties properties;

	private final NodeRows.Node self;

	private final Clock clock;

	Nodes(NodeRows rows, NodeMeters meters, NodesProperties properties, NodeName name, NodeProperties node,
			ObjectProvider<BuildProperties> build, Clock clock) {
		this.rows = rows;
		this.meters = meters;
		this.properties = properties;
		this.clock = clock;
		this.self = new NodeRows.Node(name.name(), name.host(), roles(node),
				Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getVersion).orElse(null),
				clock.instant());
	}

	private static List<String> roles(NodeProperties node) {
		return node.roles().stream().sorted().map(NodeRole::text).toList();
	}

	/** All nodes by name, including those lost recently. */
	public List<KnownNode> all() {
		return this.rows.all(this.clock.instant().minus(this.properties.silence()));
	}

	/**
	 * Writes this node's heartbeat and removes nodes that have been silent for
	 * {@code mtdnn.nodes.forget}.
	 */
	void beat() {
		Instant now = this.clock.instant();
		this.rows.write(this.self, now, this.meters.read(now));
		this.rows.removeSilentSince(now.minus(this.properties.forget()));
	}

	/** Removes this node from the list before it stops. */
	void leave() {
		this.rows.remove(this.self.name());
	}

}
