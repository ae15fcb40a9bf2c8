package io.mtdnn.registry.store;

import io.mtdnn.Postgres;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The registry on a real PostgreSQL. */
@DirtiesContext
class RegistryOnPostgresIntegrationTests extends RegistryContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		Postgres.database(properties);
	}

	@Override
	String waiting() {
		return "select count(*) from pg_locks where not granted";
	}

}
