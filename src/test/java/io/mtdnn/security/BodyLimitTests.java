package io.mtdnn.security;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Bodies over the limit, sent to a real server. */
@SpringBootTest(classes = SecurityTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:bodies;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"mtdnn.web.max-body=1KB" })
class BodyLimitTests {

	private static final String KEY = "{\"name\": \"chunks\", \"scopes\": [\"read\"]}";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Test
	void aChunkedBodyOverTheLimitIsRejected() throws Exception {
		BodyPublisher chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(padded(2048)));
		assertThat(chunks.contentLength()).as("not announced").isNegative();
		assertRefused(send(chunks));
		assertThat(send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(padded(1024)))).statusCode())
			.isEqualTo(201);
	}

	@Test
	void anAnnouncedBodyOverTheLimitIsRejected() throws Exception {
		assertRefused(send(BodyPublishers.ofByteArray(padded(1025))));
		assertThat(send(BodyPublishers.ofByteArray(padded(1024))).statusCode()).isEqualTo(201);
	}

	private static void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.body()).contains("A body may have at most 1024 bytes (mtdnn.web.max-body).");
	}

	private HttpResponse<String> send(BodyPublisher body) throws Exception {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/keys".formatted(this.port)))
			.header("Content-Type", "application/json")
			.POST(body)
			.build(), BodyHandlers.ofString());
	}

	/** A request for a key behind blanks. */
	private static byte[] padded(int bytes) {
		return (" ".repeat(bytes - KEY.length()) + KEY).getBytes(UTF_8);
	}

}
