package io.mtdnn.jobs.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.JobsTest;
import io.mtdnn.jobs.history.EventStore;
import io.mtdnn.jobs.rows.JobRepository;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = { "mtdnn.jobs.streams.most=20", "mtdnn.runs-dir=target/test-runs/slow-clients",
		"spring.datasource.url=jdbc:h2:mem:slow-clients;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000" })
class SlowClientsIntegrationTests extends JobsTest {

	/** About 9 MB of events: more than the buffers of a connection hold. */
	private static final int POINTS = 60_000;

	private static final int STALLED = 8;

	/** Less than the minute after which the container gives up on a client. */
	private static final Duration SOON = Duration.ofSeconds(40);

	@LocalServerPort
	int port;

	@Autowired
	EventStore events;

	@Autowired
	JobRepository jobs;

	@Autowired
	TransactionOperations transactions;

	@Test
	void unreadStreamsDoNotDelayOthers() throws Exception {
		String id = this.client.submit("long");
		this.client.awaitStatus(id, "RUNNING");
		this.transactions.executeWithoutResult((transaction) -> this.events.append(this.jobs.lock(id).orElseThrow(),
				IntStream.rangeClosed(1, POINTS)
					.mapToObj((step) -> new TrainingPoint(step, 1, "squad-v2", 1.0 / step, 1e-5, 14.2))
					.toList()));
		List<Socket> stalled = new ArrayList<>();
		try {
			for (int i = 0; i < STALLED; i++) {
				stalled.add(openAndStall(id));
			}
			assertThat(CompletableFuture.supplyAsync(() -> firstEvent(id))).succeedsWithin(SOON)
				.asString()
				.startsWith("id:1\nevent:status");
		}
		finally {
			for (Socket socket : stalled) {
				socket.close();
			}
			this.client.delete(id);
		}
	}

	private Socket openAndStall(String id) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress("127.0.0.1", this.port));
		socket.getOutputStream()
			.write(("GET /jobs/%s/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
				.formatted(id)).getBytes(StandardCharsets.US_ASCII));
		assertThat(socket.getInputStream().read()).isEqualTo('H');
		return socket;
	}

	private String firstEvent(String id) {
		try {
			HttpResponse<InputStream> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/jobs/%s/events".formatted(this.port, id)))
					.build(), HttpResponse.BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				return new String(body.readNBytes(40), StandardCharsets.UTF_8);
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
