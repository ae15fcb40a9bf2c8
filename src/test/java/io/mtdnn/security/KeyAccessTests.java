package io.mtdnn.security;

import java.time.Duration;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jayway.jsonpath.JsonPath;
import io.mtdnn.security.keys.ApiKeys;
import io.mtdnn.SteppingClock;
import io.mtdnn.StructuredLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = SecurityTestApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:keys;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"mtdnn.security.admin-key=" + KeyAccessTests.ADMIN,
				"mtdnn.security.metrics-key=" + KeyAccessTests.METRICS, "spring.test.metrics.export=true",
				"mtdnn.security.rate-limit.burst=2", "mtdnn.security.rate-limit.requests-per-minute=30" })
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
class KeyAccessTests {

	static final String ADMIN = "an-admin-key-of-more-than-32-characters";

	static final String METRICS = "a-metrics-key-of-more-than-32-characters";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SteppingClock clock;

	@Test
	void onlyPagesAndHealthAreOpenWithoutAKey() {
		assertThat(this.mvc.get().uri("/index.html")).hasStatusOk();
		assertThat(this.mvc.get().uri("/actuator/health/liveness")).hasStatusOk();
		assertThat(get("/jobs", null)).hasStatus(401)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.hasHeader("WWW-Authenticate", "Bearer");
		assertThat(get("/actuator/prometheus", null)).hasStatus(401);
		assertThat(get("/nothing/here", null)).hasStatus(401);
	}

	@Test
	void openPathsAreAlsoOpenForHead() {
		for (String path : new String[] { "/actuator/health", "/actuator/health/liveness", "/index.html",
				"/swagger-ui.html" }) {
			assertThat(this.mvc.head().uri(path).exchange().getResponse().getStatus()).isLessThan(400);
		}
		assertThat(this.mvc.head().uri("/jobs")).hasStatus(401);
		assertThat(this.mvc.head().uri("/keys")).hasStatus(401);
	}

	@Test
	void healthWithoutAKeyOmitsDetails() {
		assertThat(this.mvc.get().uri("/actuator/health")).hasStatusOk().bodyText().doesNotContain("H2", "diskSpace");
		assertThat(get("/actuator/health", ADMIN)).hasStatusOk().bodyText().contains("diskSpace");
	}

	@Test
	void theMetricsKeyCanOnlyRead() {
		assertThat(get("/actuator/prometheus", METRICS)).hasStatusOk();
		assertThat(post("/qa", METRICS)).hasStatus(403);
		assertThat(get("/keys", METRICS)).hasStatus(403);
	}

	@Test
	void eachScopeAllowsExactlyItsCalls() {
		String reader = create("read");
		assertThat(get("/jobs", reader)).hasStatusOk();
		assertThat(post("/jobs", reader)).hasStatus(403)
			.bodyJson()
			.extractingPath("detail")
			.isEqualTo("This call requires the scope 'train'; these credentials have: read.");
		assertThat(post("/qa", reader)).hasStatus(403);
		String asker = create("infer");
		assertThat(post("/qa", asker)).hasStatusOk();
		assertThat(get("/jobs", asker)).hasStatus(403);
		String trainer = create("train");
		assertThat(post("/jobs", trainer)).hasStatus(202);
		assertThat(post("/keys", trainer)).hasStatus(403);
		String admin = create("admin");
		assertThat(get("/jobs", admin)).hasStatusOk();
		assertThat(post("/qa", admin)).hasStatusOk();
		assertThat(get("/keys", admin)).hasStatusOk();
	}

	@Test
	void aKeyIsAcceptedInEitherHeader() {
		assertThat(this.mvc.get().uri("/jobs").header("X-API-Key", create("read"))).hasStatusOk();
		assertThat(this.mvc.get().uri("/jobs").header("authorization", "bearer " + create("read"))).hasStatusOk();
	}

	@Test
	void wrongKeysAreRejected() {
		String key = create("read");
		assertThat(get("/jobs", key.substring(0, key.length() - 1) + "!")).hasStatus(401);
		assertThat(get("/jobs", key + "x")).hasStatus(401);
		assertThat(get("/jobs", "mtdnn_")).hasStatus(401);
		assertThat(get("/jobs", "mtdnn_000000000000_' or 1=1 --")).hasStatus(401);
		assertThat(get("/jobs", "")).hasStatus(401);
		assertThat(get("/jobs", ADMIN.substring(1))).hasStatus(401);
		assertThat(this.mvc.get().uri("/jobs?access_token=" + key)).hasStatus(401);
		assertThat(get("/jobs", "not even shaped like a key")).hasStatus(401)
			.bodyText()
			.contains("unknown, revoked or expired")
			.doesNotContain("requires a key");
		assertThat(get("/jobs", null)).hasStatus(401).bodyText().contains("requires a key").doesNotContain("revoked");
	}

	@Test
	void theSecretIsShownOnceAndNotStored() {
		String key = create("read");
		String secret = key.split("_", 3)[2];
		assertThat(get("/keys", ADMIN)).hasStatusOk().bodyText().doesNotContain(secret).doesNotContain("secretHash");
		assertThat(this.jdbc.sql("select secret_hash from api_key").query(String.class).list())
			.noneMatch((hash) -> hash.contains(secret))
			.contains(ApiKeys.sha256(secret));
	}

	@Test
	void aRevokedKeyStopsWorkingAtOnce() {
		String key = create("read");
		assertThat(get("/jobs", key)).hasStatusOk();
		String id = key.split("_", 3)[1];
		assertThat(this.mvc.delete().uri("/keys/" + id).header("Authorization", "Bearer " + ADMIN)).hasStatus(204);
		assertThat(get("/jobs", key)).hasStatus(401);
		assertThat(get("/keys", ADMIN)).bodyText().contains("revokedAt");
		assertThat(this.mvc.delete().uri("/keys/none").header("Authorization", "Bearer " + ADMIN)).hasStatus(404);
	}

	@Test
	void anExpiredKeyStopsWorking() {
		String expires = this.clock.instant().plusSeconds(60).toString();
		String key = create("{\"name\": \"short\", \"scopes\": [\"read\"], \"expiresAt\": \"" + expires + "\"}", 201);
		assertThat(get("/jobs", key)).hasStatusOk();
		this.clock.advance(Duration.ofSeconds(60));
		assertThat(get("/jobs", key)).hasStatus(401);
	}

	@Test
	void aRevocationOnAnotherNodeTakesEffectWithinFiveSeconds() {
		String key = create("read");
		assertThat(get("/jobs", key)).hasStatusOk();
		this.jdbc.sql("update api_key set revoked_at = created_at where id = ?").param(key.split("_", 3)[1]).update();
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(get("/jobs", key)).hasStatus(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\n", "\\u0085", "\\u2028", "\\u2029", "\\u202e", "\\u2066", "\\ud83d" })
	void namesThatForgeLogLinesAreRejected(String character) {
		assertThat(postKeys("{\"name\": \"a%sINFO forged\", \"scopes\": [\"read\"]}".formatted(character)))
			.hasStatus(400)
			.bodyJson()
			.extractingPath("field")
			.isEqualTo("name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+300000-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "2020-01-01T00:00:00Z",
			"2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z" })
	void aKeyMustExpireWithinTenYears(String expiresAt) {
		MvcTestResult refused = postKeys(
				"{\"name\": \"a\", \"scopes\": [\"read\"], \"expiresAt\": \"%s\"}".formatted(expiresAt));
		assertThat(refused).hasStatus(400).bodyJson().extractingPath("field").isEqualTo("expiresAt");
		assertThat(refused).bodyJson()
			.extractingPath("detail")
			.asString()
			.startsWith("expiresAt must be after 2026-01-01T")
			.contains("and not later than 2036-01-01T");
	}

	@Test
	void invalidKeyRequestsAreExplained() {
		assertThat(postKeys("{\"name\": \"\", \"scopes\": [\"read\"]}")).hasStatus(400)
			.bodyJson()
			.extractingPath("field")
			.isEqualTo("name");
		assertThat(postKeys("{\"name\": \"a\", \"scopes\": [\"root\"]}")).hasStatus(400)
			.bodyJson()
			.extractingPath("detail")
			.isEqualTo("Unknown value 'root'. Known: read, infer, train, admin.");
		assertThat(postKeys("{\"name\": \"a\", \"scopes\": [\"read\"], \"expiresAt\": \"tomorrow\"}")).hasStatus(400)
			.bodyJson()
			.extractingPath("detail")
			.isEqualTo("Expected a time such as 2030-01-31T12:00:00Z, found 'tomorrow'.");
	}

	@Test
	void problemsAreInEnglishInEveryBrowser() {
		assertThat(this.mvc.post()
			.uri("/keys")
			.header("Authorization", "Bearer " + ADMIN)
			.header("Accept-Language", "de")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\": \"\", \"scopes\": [\"read\"]}")).hasStatus(400)
			.bodyJson()
			.extractingPath("detail")
			.asString()
			.contains("must not be blank");
	}

	@Test
	void theRateLimitAppliesPerKey(CapturedOutput output) {
		String eager = create("infer");
		assertThat(post("/qa", eager)).hasStatusOk();
		assertThat(post("/qa/batch", eager)).hasStatusOk();
		assertThat(post("/qa", eager)).hasStatus(429).hasHeader("Retry-After", "2");
		assertThat(output).contains("refused key:" + eager.split("_", 3)[1] + " POST /qa 0 exceeded its rate limit");
		assertThat(post("/qa", create("infer"))).hasStatusOk();
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(post("/qa", eager)).hasStatusOk();
	}

	@Test
	void theAuditLogRecordsWhoDidWhat(CapturedOutput output) {
		String trainer = create("train");
		String id = trainer.split("_", 3)[1];
		post("/jobs", trainer);
		assertThat(output).contains("done key:" + id + " POST /jobs 202 /jobs/1");
		assertThat(this.mvc.delete().uri("/jobs/1").header("Authorization", "Bearer " + trainer)).hasStatusOk();
		assertThat(output).contains("done key:" + id + " DELETE /jobs/1 200");
		assertThat(this.mvc.put().uri("/models/aliases/production").header("Authorization", "Bearer " + trainer))
			.hasStatusOk();
		assertThat(output)
			.contains("done key:" + id + " PUT /models/aliases/production 200 {\"model\":\"job-7\",\"name\":");
		assertThat(this.mvc.delete().uri("/jobs/1").header("Authorization", "Bearer " + create("read"))).hasStatus(403);
		assertThat(output).containsPattern("refused key:\\w+ DELETE /jobs/1 0 lacks scope train");
		get("/keys", trainer);
		assertThat(output).contains("refused key:" + id + " GET /keys");
		get("/jobs", "mtdnn_wrong_key");
		assertThat(output).contains("refused unknown GET /jobs").doesNotContain(trainer);
	}

	@Test
	void theAuditLogHasAFieldForPromotions() {
		Logger audit = (Logger) LoggerFactory.getLogger("mtdnn.audit");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		audit.addAppender(lines);
		try {
			assertThat(this.mvc.put().uri("/models/aliases/production").header("Authorization", "Bearer " + ADMIN))
				.hasStatusOk();
		}
		finally {
			audit.detachAppender(lines);
		}
		assertThat(lines.list).singleElement().satisfies((line) -> {
			String promoted = JsonPath.read(StructuredLine.of(audit, line), "$.promoted");
			assertThat(JsonPath.<String>read(promoted, "$.model")).isEqualTo("job-7");
			assertThat(JsonPath.<String>read(promoted, "$.name")).startsWith("a\", \"forged\": ");
			assertThat(line.getFormattedMessage()).contains(promoted).doesNotContainPattern("[\\p{Cc}\u2028]");
		});
	}

	@Test
	void otherSitesGetNoCorsHeaders() {
		assertThat(this.mvc.get()
			.uri("/jobs")
			.header("Origin", "https://evil.example")
			.header("Authorization", "Bearer " + ADMIN)).doesNotContainHeader("Access-Control-Allow-Origin");
	}

	@Test
	void everyCallerCanQueryItsIdentity() {
		assertThat(get("/caller", null)).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"scopes\": []}");
		assertThat(get("/caller", "a wrong key")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"scopes\": []}");
		assertThat(get("/caller", METRICS)).bodyJson()
			.isStrictlyEqualTo("{\"name\": \"metrics-key\", \"scopes\": [\"read\"]}");
		assertThat(get("/caller", ADMIN)).bodyJson()
			.isStrictlyEqualTo("{\"name\": \"admin-key\", \"scopes\": [\"read\", \"infer\", \"train\", \"admin\"]}");
		assertThat(get("/caller", create("infer"))).bodyJson()
			.isStrictlyEqualTo("{\"name\": \"infer\", \"scopes\": [\"infer\"]}");
	}

	@Test
	void securityHeadersAreSet() {
		assertThat(this.mvc.get().uri("/index.html")).hasHeader("X-Content-Type-Options", "nosniff")
			.hasHeader("X-Frame-Options", "DENY")
			.hasHeader("Referrer-Policy", "no-referrer")
			.headers()
			.hasHeaderSatisfying("Content-Security-Policy",
					(values) -> assertThat(values.get(0)).contains("default-src 'self'", "frame-ancestors 'none'")
						.doesNotContain("unsafe"));
		assertThat(this.mvc.get().uri("/index.html")).doesNotContainHeader("Set-Cookie");
	}

	private String create(String scope) {
		return create("{\"name\": \"%s\", \"scopes\": [\"%s\"]}".formatted(scope, scope), 201);
	}

	private String create(String body, int status) {
		MvcTestResult result = postKeys(body);
		assertThat(result).hasStatus(status);
		return JsonPath.read(new String(result.getResponse().getContentAsByteArray()), "$.key");
	}

	private MvcTestResult postKeys(String body) {
		return this.mvc.post()
			.uri("/keys")
			.header("Authorization", "Bearer " + ADMIN)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	private MvcTestResult get(String path, String key) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.get().uri(path);
		return ((key != null) ? request.header("Authorization", "Bearer " + key) : request).exchange();
	}

	private MvcTestResult post(String path, String key) {
		return this.mvc.post().uri(path).header("Authorization", "Bearer " + key).exchange();
	}

}
