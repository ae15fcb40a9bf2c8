package io.mtdnn.node.heartbeat;

import io.mtdnn.Postgres;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The list of nodes on a real PostgreSQL. */
@DirtiesContext
class NodesOnPostgresIntegrationTests extends NodesContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		Postgres.database(properties);
	}

}
