package io.mtdnn.jobs.claims;

import io.mtdnn.Postgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The contract on a real PostgreSQL that the test starts. */
class PostgresPersistenceIntegrationTests extends PersistenceContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		Postgres.database(properties);
	}

}
