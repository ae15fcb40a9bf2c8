package io.mtdnn.jobs.preparation;

import org.springframework.test.context.TestPropertySource;

/** The contract on H2, the default database. */
@TestPropertySource(
		properties = "spring.datasource.url=jdbc:h2:mem:preparations;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000")
class H2PreparationIntegrationTests extends PreparationContract {

}
