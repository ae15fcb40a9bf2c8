package io.mtdnn.registry.store;

import org.springframework.test.context.TestPropertySource;

/** The registry on the embedded database. */
@TestPropertySource(
		properties = "spring.datasource.url=jdbc:h2:mem:registry;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000")
class RegistryOnH2IntegrationTests extends RegistryContract {

	@Override
	String waiting() {
		return "select count(*) from information_schema.sessions where blocker_id is not null";
	}

}
