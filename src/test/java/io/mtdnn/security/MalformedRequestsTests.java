package io.mtdnn.security;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mtdnn.security.RawConnection.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that no client library would send: each yields a problem document and no stack
 * trace in the log.
 */
@SpringBootTest(classes = SecurityTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:malformed;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"mtdnn.security.admin-key=" + MalformedRequestsTests.ADMIN })
@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestsTests {

	static final String ADMIN = "an-admin-key-of-more-than-32-characters";

	private static final String KEY = "Authorization: Bearer " + ADMIN;

	private int begin;

	@LocalServerPort
	private int port;

	@BeforeEach
	void mark(CapturedOutput output) {
		this.begin = output.getAll().length();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x=%", "x=%ff", "x=%zz", "=1", "%", "x=%ed%a0%80", "x=1&y=%c0%80" })
	void aMalformedQueryIsRejectedOnEveryPath(String query, CapturedOutput output) throws IOException {
		for (String path : new String[] { "/actuator/health", "/actuator/health/liveness", "/actuator/prometheus",
				"/swagger-ui.html", "/v3/api-docs", "/index.html", "/", "/jobs", "/keys", "/nothing/here" }) {
			for (String header : new String[] { "X-A: a", KEY }) {
				assertMalformed(send("GET " + path + "?" + query, header), "The query of the address");
			}
		}
		assertSilent(output);
	}

	@Test
	void moreThanAThousandParametersAreRejected(CapturedOutput output) throws IOException {
		String many = IntStream.rangeClosed(0, 1000).mapToObj((i) -> "a" + i + "=1").collect(Collectors.joining("&"));
		assertMalformed(send("GET /jobs?" + many, KEY), "at most 1000");
		assertThat(send("GET /jobs?" + many.substring("a0=1&".length()), KEY).status()).isEqualTo(200);
		assertSilent(output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/jobs/[x]", "/jobs/%ff", "/jobs/%", "/jobs/%zz", "/jobs/a%2fb", "/jobs/%5c", "/jobs/%00",
			"/jobs;a=b", "//jobs", "/actuator/health/../env", "/jobs/|", "/jobs/^", "/jobs/\"", "/jobs/<a>",
			"/jobs/{a}", "/jobs/`", "/jobs/\\", "/jobs/a b", "http://[::1/jobs", "jobs" })
	void aMalformedPathIsRejected(String path, CapturedOutput output) throws IOException {
		for (String header : new String[] { "X-A: a", KEY }) {
			assertMalformed(send("GET " + path, header), "address");
		}
		assertSilent(output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-A: a\u0001", "X A: a", ": a", "X-A", "Host: other", "Content-Length: -1",
			"Content-Length: abc", "Content-Length: 1\r\nContent-Length: 2" })
	void aMalformedHeaderIsRejected(String header, CapturedOutput output) throws IOException {
		for (String method : new String[] { "GET", "POST" }) {
			assertMalformed(send(method + " /jobs", KEY + "\r\n" + header), "header");
		}
		assertSilent(output);
	}

	@Test
	void aKeyBeforeAControlCharacterIsNotLogged(CapturedOutput output) throws IOException {
		assertMalformed(send("GET /jobs", KEY + "\u0001"), "header");
		assertMalformed(send("GET /jobs?access_token=" + ADMIN + "%ff", "X-A: a"), "query");
		assertThat(output).doesNotContain(ADMIN);
	}

	@Test
	void rejectionsByTheContainerHaveTheRequestId() throws IOException {
		for (String request : new String[] { "TRACE /jobs", "GET /WEB-INF/web.xml", "GET /jobs/%ff" }) {
			Answer answer = send(request, "X-Request-Id: order-7");
			assertThat(answer.status()).isBetween(400, 405);
			assertThat(answer.headers()).containsEntry("content-type", "application/problem+json")
				.containsEntry("x-request-id", "order-7");
			assertThat(answer.body()).contains("\"requestId\":\"order-7\"");
		}
	}

	private static void assertMalformed(Answer answer, String words) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.headers()).containsEntry("content-type", "application/problem+json")
			.containsKey("x-request-id");
		assertThat(answer.body()).contains(words, answer.headers().get("x-request-id"))
			.doesNotContain("java.", "org.apache");
	}

	private void assertSilent(CapturedOutput output) {
		assertThat(output.getAll().substring(this.begin)).doesNotContain(" ERROR ", " WARN ", "\tat ");
	}

	private Answer send(String requestLine, String headers) throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			return connection.send(requestLine, headers, "").answer();
		}
	}

}
