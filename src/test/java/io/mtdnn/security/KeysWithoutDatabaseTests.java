package io.mtdnn.security;

import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import io.mtdnn.SteppingClock;
import io.mtdnn.jobs.SwitchableDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys while their database is unavailable: valid ones continue to work for a while, all
 * others yield 503.
 */
@SpringBootTest(classes = SecurityTestApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:keysaway;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"mtdnn.security.admin-key=" + KeyAccessTests.ADMIN, "mtdnn.security.keys-without-database=5m" })
@AutoConfigureMockMvc
@Import(SwitchableDataSource.Wrapping.class)
class KeysWithoutDatabaseTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private SwitchableDataSource database;

	@Autowired
	private SteppingClock clock;

	private String key;

	private String id;

	@BeforeEach
	void aKeyThatWasUsed() throws Exception {
		MvcTestResult created = this.mvc.post()
			.uri("/keys")
			.header("X-API-Key", KeyAccessTests.ADMIN)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\": \"asker\", \"scopes\": [\"infer\"]}")
			.exchange();
		this.key = JsonPath.read(created.getResponse().getContentAsString(), "$.key");
		this.id = JsonPath.read(created.getResponse().getContentAsString(), "$.details.id");
	}

	@AfterEach
	void back() {
		this.database.unavailable(false);
	}

	@Test
	void aRecentlyValidKeyContinuesToWorkForTheConfiguredTime() {
		assertThat(ask(this.key)).hasStatusOk();
		this.database.unavailable(true);
		this.clock.advance(Duration.ofMinutes(4));
		assertThat(ask(this.key)).hasStatusOk();
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(ask(this.key)).hasStatus(503).hasHeader("Retry-After", "5");
	}

	@Test
	void otherKeysAreRejectedUntilTheDatabaseIsAvailable() {
		this.database.unavailable(true);
		assertThat(ask(this.key)).hasStatus(503);
		assertThat(ask("mtdnn_0123456789ab_" + "x".repeat(43))).hasStatus(503);
		assertThat(ask(KeyAccessTests.ADMIN)).hasStatusOk();
	}

	@Test
	void aRevokedKeyNeverWorksAgain() {
		assertThat(ask(this.key)).hasStatusOk();
		assertThat(this.mvc.delete().uri("/keys/" + this.id).header("X-API-Key", KeyAccessTests.ADMIN)).hasStatus(204);
		assertThat(ask(this.key)).hasStatus(401);
		this.database.unavailable(true);
		this.clock.advance(Duration.ofSeconds(6));
		assertThat(ask(this.key)).hasStatus(401);
	}

	@Test
	void aRevocationThatCannotBeStoredIsNotAcknowledged() {
		this.database.unavailable(true);
		assertThat(this.mvc.delete().uri("/keys/" + this.id).header("X-API-Key", KeyAccessTests.ADMIN)).hasStatus(503);
		this.database.unavailable(false);
		assertThat(ask(this.key)).hasStatusOk();
	}

	private MvcTestResult ask(String text) {
		return this.mvc.post().uri("/qa").header("X-API-Key", text).exchange();
	}

}
