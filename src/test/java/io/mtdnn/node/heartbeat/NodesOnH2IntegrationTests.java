package io.mtdnn.node.heartbeat;

import org.springframework.test.context.TestPropertySource;

/** The list of nodes on the embedded database. */
@TestPropertySource(
		properties = "spring.datasource.url=jdbc:h2:mem:nodes;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000")
class NodesOnH2IntegrationTests extends NodesContract {

}
