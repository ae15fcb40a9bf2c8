package io.mtdnn.jobs.claims;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The contract on PostgreSQL's official image; skipped without Docker. */
@EnabledIf("dockerIsThere")
class ContainerPersistenceIntegrationTests extends PersistenceContract {

	private static PostgreSQLContainer postgres;

	static boolean dockerIsThere() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		postgres = new PostgreSQLContainer("postgres:18-alpine");
		postgres.start();
		registry.add("spring.datasource.url", postgres::getJdbcUrl);
		registry.add("spring.datasource.username", postgres::getUsername);
		registry.add("spring.datasource.password", postgres::getPassword);
	}

}
