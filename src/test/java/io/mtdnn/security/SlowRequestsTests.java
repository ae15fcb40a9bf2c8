package io.mtdnn.security;

import java.io.IOException;

import io.mtdnn.security.RawConnection.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that never end, sent to a service with short time limits. Without these, their
 * connections would stay open for an hour.
 */
@SpringBootTest(classes = SecurityTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:slow;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"mtdnn.security.admin-key=" + SlowRequestsTests.ADMIN, "server.tomcat.connection-timeout=1h",
				"mtdnn.web.body-time=200ms", "mtdnn.web.header-time=200ms" })
class SlowRequestsTests {

	static final String ADMIN = "an-admin-key-of-more-than-32-characters";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Content-Length: 100000 | {", "Transfer-Encoding: chunked | 5 {",
			"Transfer-Encoding: chunked | 5" })
	void aStalledBodyIsRejectedWith408(String length, String begin) throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send("POST /keys",
					"Authorization: Bearer " + ADMIN + "\r\nContent-Type: application/json\r\n" + length,
					begin.replace(" ", "\r\n"));
			Answer answer = connection.answer();
			assertThat(answer.status()).isEqualTo(408);
			assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
			assertThat(answer.body()).contains("mtdnn.web.body-time", "mtdnn.web.body-rate",
					answer.headers().get("x-request-id"), "\"instance\":\"/keys\"");
			assertThat(connection.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /act", "GET / HTTP/1.1\r\nHost: local",
			"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: a\r\n" })
	void stalledHeadersCloseTheConnection(String begin) throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			assertThat(connection.send(begin).isClosed()).isTrue();
		}
	}

	@Test
	void anIdleConnectionIsKeptOpen() throws IOException {
		try (RawConnection idle = new RawConnection(this.port); RawConnection late = new RawConnection(this.port)) {
			assertThat(idle.send("GET /actuator/health/liveness", "", "").answer().status()).isEqualTo(200);
			assertThat(late.send("GET /a").isClosed()).as("more than the time of headers has passed").isTrue();
			assertThat(idle.send("GET /actuator/health/liveness", "", "").answer().status()).isEqualTo(200);
		}
	}

}
