package io.mtdnn.node.web;

import java.util.List;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.node.heartbeat.KnownNode;
import io.mtdnn.node.heartbeat.Nodes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** HTTP API of the nodes. */
@RestController
@ConditionalOnRole(NodeRole.API)
@Tag(name = "Nodes", description = "The nodes of the service, their devices and their load")
class NodesController {

	private final Nodes nodes;

	NodesController(Nodes nodes) {
		this.nodes = nodes;
	}

	@GetMapping(path = "/nodes", produces = "application/json")
	@Operation(operationId = "nodes", summary = "List nodes by name",
			description = "Based on the heartbeats in the database. A node that shuts down is removed at once; one whose"
					+ " heartbeats stop is `lost`, and is removed `mtdnn.nodes.forget` after the last one.")
	@ApiResponse(responseCode = "200", description = "The nodes")
	NodeList list() {
		return new NodeList(this.nodes.all());
	}

	/** All nodes. */
	record NodeList(List<KnownNode> items) {

	}

}
