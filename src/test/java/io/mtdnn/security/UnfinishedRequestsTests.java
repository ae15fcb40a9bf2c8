package io.mtdnn.security;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import io.mtdnn.Patience;
import io.mtdnn.security.RawConnection.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that never end, sent to a service with nine threads and time limits longer
 * than any test.
 */
@SpringBootTest(classes = { SecurityTestApplication.class, UnfinishedRequestsTests.Held.class },
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:unfinished;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"mtdnn.security.admin-key=" + UnfinishedRequestsTests.ADMIN, "server.tomcat.threads.max=9",
				"server.tomcat.connection-timeout=1h", "mtdnn.web.body-time=1h", "mtdnn.web.header-time=1h" })
class UnfinishedRequestsTests {

	static final String ADMIN = "an-admin-key-of-more-than-32-characters";

	private static final String KEY = "Authorization: Bearer " + ADMIN;

	private static final String LONG = "Content-Type: application/json\r\nContent-Length: 100000";

	private final List<RawConnection> connections = new ArrayList<>();

	@LocalServerPort
	private int port;

	@BeforeEach
	void hold() {
		Held.end = new CountDownLatch(1);
	}

	@AfterEach
	void close() throws IOException {
		Held.end.countDown();
		for (RawConnection connection : this.connections) {
			connection.close();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "POST /qa | X-A: a | 401", "POST /qa | X-API-Key: mtdnn_0_x | 401", "GET /jobs | X-A: a | 401",
					"POST /nothing/here | X-A: a | 401", "POST /jobs | Host: a | 400",
					"GET /actuator/health | X-A: a | 400", "GET /jobs?x=% | X-A: a | 400", "TRACE /jobs | X-A: a | 405",
					"GET /WEB-INF/web.xml | X-A: a | 404", "POST /nothing | " + KEY + " | 404",
					"PUT /jobs | " + KEY + " | 405" })
	void aRejectionClosesTheConnectionWithoutReadingFurther(String request, String header, int status)
			throws IOException {
		for (String length : new String[] { LONG, "Content-Type: application/json\r\nTransfer-Encoding: chunked" }) {
			RawConnection connection = open().send(request, header + "\r\n" + length, "186a0\r\n{\"question\":");
			Answer answer = connection.answer();
			assertThat(answer.status()).isEqualTo(status);
			assertThat(connection.isClosed()).isTrue();
		}
	}

	@Test
	void aFormIsNotReadBeforeAuthentication() throws IOException {
		for (String method : new String[] { "POST", "PUT", "PATCH", "DELETE" }) {
			RawConnection connection = open().send(method + " /jobs",
					"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000", "a=");
			assertThat(connection.answer().status()).isEqualTo(401);
			assertThat(connection.isClosed()).isTrue();
		}
	}

	@Test
	void aBodyAnnouncedAsTooLargeIsNotRead() throws IOException {
		RawConnection connection = open().send("POST /keys",
				KEY + "\r\nContent-Type: application/json\r\nContent-Length: 100000000", "{");
		assertThat(connection.answer().status()).isEqualTo(413);
		assertThat(connection.isClosed()).isTrue();
	}

	@Test
	void aRejectionAfterACompleteBodyKeepsTheConnection() throws IOException {
		RawConnection connection = open();
		for (int i = 0; i < 3; i++) {
			connection.send("POST /qa", "Content-Length: 2", "{}");
			assertThat(connection.answer().status()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 100_000, 1_000_000 })
	void aClientThatIsStillSendingReceivesTheRejection(int bytes) throws IOException {
		RawConnection connection = open();
		try {
			connection.send("POST /qa", "X-API-Key: mtdnn_0_x\r\nContent-Length: " + bytes, "x".repeat(bytes));
		}
		catch (SocketException ex) {
			// The connection was closed before the end of the body.
		}
		assertThat(connection.answer().status()).isEqualTo(401);
	}

	@Test
	void slowBodiesDoNotBlockHealthChecksAndOtherCalls() throws IOException {
		for (int i = 0; i < 20; i++) {
			open().send("POST /keys", KEY + "\r\n" + LONG, "{");
		}
		Patience.await().until(() -> answered().size() == 16);
		for (RawConnection refused : answered()) {
			Answer answer = refused.answer();
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.headers()).containsEntry("retry-after", "1");
			assertThat(refused.isClosed()).as("its thread is free again").isTrue();
		}
		assertThat(open().send("GET /actuator/health/liveness", "", "").answer().status()).isEqualTo(200);
		assertThat(open().send("GET /jobs", KEY, "").answer().status()).isEqualTo(200);
	}

	@Test
	void healthChecksWorkWhileAllOtherThreadsAreBusy() throws Exception {
		for (int i = 0; i < 8; i++) {
			open().send("GET /held", KEY, "");
		}
		Held.arrived.acquire(8);
		Answer refused = open().send("GET /jobs", KEY, "").answer();
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.headers()).containsEntry("retry-after", "1").containsKey("x-request-id");
		assertThat(refused.body()).contains("Too many requests are being processed",
				refused.headers().get("x-request-id"));
		assertThat(open().send("GET /actuator/health/liveness", "", "").answer().status()).isEqualTo(200);
		Held.end.countDown();
		assertThat(this.connections.get(0).answer().status()).isEqualTo(200);
	}

	private List<RawConnection> answered() throws IOException {
		List<RawConnection> answered = new ArrayList<>();
		for (RawConnection connection : this.connections) {
			if (connection.hasAnswer()) {
				answered.add(connection);
			}
		}
		return answered;
	}

	private RawConnection open() throws IOException {
		RawConnection connection = new RawConnection(this.port);
		this.connections.add(connection);
		return connection;
	}

	/** An address that answers when the test has seen enough. */
	@TestComponent
	@RestController
	static class Held {

		static final Semaphore arrived = new Semaphore(0);

		static volatile CountDownLatch end = new CountDownLatch(1);

		@GetMapping("/held")
		String hold() throws InterruptedException {
			arrived.release();
			end.await();
			return "done";
		}

	}

}
