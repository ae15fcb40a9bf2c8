package io.mtdnn.experiments.run;

import io.mtdnn.Postgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The contract on a real PostgreSQL that the test starts. */
class PostgresExperimentPersistenceIntegrationTests extends ExperimentPersistenceContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		Postgres.database(properties);
	}

}
