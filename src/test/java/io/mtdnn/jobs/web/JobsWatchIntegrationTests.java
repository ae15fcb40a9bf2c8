package io.mtdnn.jobs.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mtdnn.StructuredLine;
import io.mtdnn.jobs.JobsClient;
import io.mtdnn.jobs.JobsTest;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

class JobsWatchIntegrationTests extends JobsTest {

	@LocalServerPort
	int port;

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void eventsAreStreamedUntilTheJobEnds() throws Exception {
		String id = this.client.submit("stream");
		List<Event> events;
		try (Stream stream = open(id, null)) {
			assertThat(stream.next().name).isEqualTo("status");
			this.engine.steps(3).evaluate("cola", Map.of("matthews_correlation", 0.25)).checkpoint().finish();
			events = stream.toEnd();
		}
		assertThat(events).extracting(Event::name)
			.containsSubsequence("status", "metric", "metric", "metric", "evaluation", "checkpoint", "status", "end");
		assertThat(events.get(events.size() - 1).data).contains("\"SUCCEEDED\"");
		assertThat(events.stream().filter((event) -> event.name.equals("metric")).map(Event::data).toList()).element(1)
			.isEqualTo(
					"{\"step\":2,\"epoch\":1,\"task\":\"squad-v2\",\"loss\":0.5,\"learningRate\":1.0E-5,\"examplesPerSecond\":14.2}");
		assertThat(events).extracting(Event::id).isSorted();

		Event second = events.stream().filter((event) -> event.data.contains("\"step\":2,")).findFirst().orElseThrow();
		try (Stream rest = open(id, second.id)) {
			List<Event> again = rest.toEnd();
			assertThat(again.get(0).data).contains("\"step\":3,");
			assertThat(again.get(0).id).isEqualTo(second.id + 1);
		}
		HttpResponse<InputStream> done = request(id, events.get(events.size() - 1).id);
		assertThat(done.statusCode()).isEqualTo(204);
	}

	@Test
	void streamsSendKeepAlivesAndAreLimited() throws Exception {
		String id = this.client.submit("quiet");
		this.client.awaitStatus(id, "RUNNING");
		try (Stream one = open(id, null); Stream two = open(id, null)) {
			assertThat(one.comment()).isEqualTo(":alive");
			HttpResponse<InputStream> refused = request(id, null);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			this.client.delete(id);
			assertThat(two.toEnd()).extracting(Event::name).contains("end");
		}
		await().untilAsserted(() -> {
			HttpResponse<InputStream> accepted = request(id, null);
			accepted.body().close();
			assertThat(accepted.statusCode()).isEqualTo(200);
		});
		assertThat(request("none", null).statusCode()).isEqualTo(404);
		assertThat(this.mvc.get().uri("/jobs/{id}/events", id).header("Last-Event-ID", "x")).hasStatus(400);
	}

	@Test
	void aJobHasItsOwnLog() {
		String one = this.client.submit("one");
		this.engine.then(() -> LoggerFactory.getLogger("test").info("a line of one")).finish();
		this.client.awaitStatus(one, "SUCCEEDED");
		String two = this.client.submit("two");
		this.engine.then(() -> LoggerFactory.getLogger("test").info("a line of two"))
			.steps(1)
			.checkpoint()
			.evaluate("cola", Map.of("matthews", 0.5))
			.finish();
		this.client.awaitStatus(two, "SUCCEEDED");
		LoggerFactory.getLogger("test").info("a line of nobody");
		await().untilAsserted(() -> assertThat(log(two, "")).contains("has ended"));
		assertThat(log(two, "")).contains("a line of two").doesNotContain("of one", "of nobody");
		assertThat(log(two, "")).contains("Starting; 1000 steps in 2 epochs", "Epoch 1 of 2, step 1 of 1000",
				"Checkpoint of step 1 written", "Evaluation of cola after epoch 1: matthews 0.5000");
		assertThat(log(two, "?lines=1").lines()).hasSize(1);
		MvcTestResult part = this.mvc.get().uri("/jobs/" + two + "/logs?from=0").exchange();
		String next = part.getResponse().getHeader("X-Next");
		assertThat(log(two, "?from=" + next)).isEmpty();
		assertThat(log(two, "?from=" + Long.MAX_VALUE)).isEmpty();
		assertThat(this.mvc.get().uri("/jobs/none/logs")).hasStatus(404);
	}

	@Test
	void structuredLogLinesContainTheJob() {
		Logger logger = (Logger) LoggerFactory.getLogger("test.structured");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.addAppender(lines);
		String id = this.client.submit("structured");
		this.engine.then(() -> logger.info("a line of the run")).finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		logger.info("a line of nobody");
		logger.detachAppender(lines);
		assertThat(lines.list).hasSize(2);
		assertThat(StructuredLine.of(logger, lines.list.get(0))).contains("a line of the run",
				"\"job\":\"" + id + "\"");
		assertThat(StructuredLine.of(logger, lines.list.get(1))).contains("a line of nobody").doesNotContain("\"job\"");
	}

	@Test
	void theSameRequestReturnsTheSameJob() {
		MvcTestResult first = this.client.post(JobsClient.job("idempotent"), "key-1");
		assertThat(first).hasStatus(202);
		String reordered = "{\"name\":\"idempotent\",\"tags\":[\"a\"],\"tasks\":[{\"dataset\":\"squad-v2\"},{\"dataset\":\"cola\"}],\"encoder\":\"tiny\"}";
		MvcTestResult again = this.client.post(reordered, "key-1");
		assertThat(again).hasStatus(202);
		assertThat(this.client.body(again).get("id")).isEqualTo(this.client.body(first).get("id"));
		assertThat(this.client.post(JobsClient.job("other"), "key-1")).hasStatus(422);
		assertThat(this.client.post(JobsClient.job("bad").replace("cola", "unknown"), "key-2")).hasStatus(422);
		assertThat(this.client.post(JobsClient.job("good"), "key-2")).hasStatus(202);
		assertThat(this.client.post(JobsClient.job("good"), "a key with spaces")).hasStatus(400);
	}

	@Test
	void differencesBetweenTwoRunsAreListed() {
		String a = this.client.submit("a");
		String b = this.client.body(this.client.post(JobsClient.job("b").replace("\"tags\"", "\"seed\": 7, \"tags\"")))
			.get("id")
			.asString();
		this.engine.finish().finish();
		this.client.awaitStatus(b, "SUCCEEDED");
		JsonNode difference = this.client.get("/jobs/" + a + "/diff/" + b);
		assertThat(difference.get("plan"))
			.hasToString("[{\"path\":\"name\",\"a\":\"a\",\"b\":\"b\"},{\"path\":\"seed\",\"a\":42,\"b\":7}]");
		assertThat(difference.get("environment")).hasToString("[{\"path\":\"seed\",\"a\":42,\"b\":7}]");
		JsonNode environment = this.client.get("/jobs/" + a + "/environment");
		assertThat(environment.at("/versions/java").asString()).contains(Runtime.version().toString());
		assertThat(environment.at("/dataHashes/train.json").asString()).isEqualTo("abc");
		assertThat(environment.get("processors").asInt()).isPositive();
	}

	private String log(String id, String query) {
		return new String(
				this.mvc.get().uri("/jobs/" + id + "/logs" + query).exchange().getResponse().getContentAsByteArray(),
				StandardCharsets.UTF_8);
	}

	private HttpResponse<InputStream> request(String id, Long lastEventId) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/jobs/" + id + "/events"))
			.header("Accept", "text/event-stream");
		if (lastEventId != null) {
			request.header("Last-Event-ID", lastEventId.toString());
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
	}

	private Stream open(String id, Long lastEventId) throws Exception {
		HttpResponse<InputStream> response = request(id, lastEventId);
		assertThat(response.statusCode()).isEqualTo(200);
		return new Stream(response.body());
	}

	private record Event(long id, String name, String data) {

	}

	private static final class Stream implements AutoCloseable {

		private final BufferedReader lines;

		Stream(InputStream in) {
			this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		}

		Event next() throws IOException {
			long id = -1;
			String name = null;
			String data = null;
			for (String line = this.lines.readLine(); line != null; line = this.lines.readLine()) {
				if (line.isEmpty() && name != null) {
					return new Event(id, name, data);
				}
				id = line.startsWith("id:") ? Long.parseLong(line.substring(3)) : id;
				name = line.startsWith("event:") ? line.substring(6) : name;
				data = line.startsWith("data:") ? line.substring(5) : data;
			}
			return null;
		}

		List<Event> toEnd() throws IOException {
			List<Event> events = new ArrayList<>();
			for (Event event = next(); event != null; event = next()) {
				events.add(event);
			}
			return events;
		}

		String comment() throws IOException {
			for (String line = this.lines.readLine(); line != null; line = this.lines.readLine()) {
				if (line.startsWith(":")) {
					return line;
				}
			}
			return null;
		}

		@Override
		public void close() throws IOException {
			this.lines.close();
		}

	}

}
