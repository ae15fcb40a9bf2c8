package io.mtdnn.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtdnn.MtDnnServer;
import io.mtdnn.Patience;
import io.mtdnn.artifacts.ArtifactStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faulty files and definitions, sent to a real server: each yields a problem document,
 * and nothing is stored.
 */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"spring.datasource.url=jdbc:h2:mem:bad-datasets;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api", "mtdnn.datasets.max-file-size=64KB", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
@DirtiesContext
class BadDatasetsTests {

	private static final String TICKETS = """
			{"head": "classification", "format": "csv", "columns": {"first": "text", "label": "intent"}}""";

	private static final String TRAIN = "text,intent\nWhere is it?,delivery\nMoney back.,refund\n"
			+ "Is it late?,delivery\nRefund me.,refund\n";

	@TempDir
	static Path home;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private ArtifactStore store;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) throws IOException {
		SmallEncoder.write(home.resolve("encoders/small"));
		for (String folder : List.of("data", "cache", "encoders", "runs")) {
			registry.add("mtdnn." + folder + "-dir", () -> home.resolve(folder).toString());
		}
		registry.add("mtdnn.artifacts.directory", () -> home.resolve("artifacts").toString());
	}

	@AfterEach
	void cleanUp() throws Exception {
		for (String name : List.of("tickets", "scores")) {
			send("DELETE", "/datasets/" + name, "");
		}
	}

	@Test
	void aMissingColumnIsNamed() throws Exception {
		define("tickets", TICKETS);
		JsonNode problem = rejected("/datasets/tickets/train", TRAIN.replace("intent", "topic"), 422);
		assertThat(problem.get("type").asString()).isEqualTo("/problems/invalid-dataset");
		assertThat(problem.get("detail").asString())
			.isEqualTo("dataset 'tickets': train.csv has no column intent in its header, found \"text, topic\"");
		assertThat(problem.get("field").asString()).isEqualTo("train.csv, header");
		assertThat(problem.at("/errors/0/message").asString())
			.isEqualTo("expected column intent, found \"text, topic\"");
	}

	@Test
	void labelsThatOccurOnceOrAreMissingInTrainingAreNamed() throws Exception {
		define("tickets", TICKETS);
		JsonNode once = rejected("/datasets/tickets/train", TRAIN + "Hi.,smalltalk\nHo.,smaltalk\n", 422);
		assertThat(once.get("errors").findValuesAsString("field")).containsExactly("train.csv, line 6, column intent",
				"train.csv, line 7, column intent");
		assertThat(once.at("/errors/1/message").asString()).contains("smaltalk");
		assertThat(send("PUT", "/datasets/tickets/train", TRAIN).statusCode()).isEqualTo(200);
		JsonNode unknown = problem(send("PUT", "/datasets/tickets/evaluation", "text,intent\nHi.,smalltalk\n"), 422);
		assertThat(unknown.at("/errors/0/field").asString()).isEqualTo("evaluation.csv, line 2, column intent");
		assertThat(unknown.at("/errors/0/message").asString())
			.isEqualTo("expected delivery or refund, found \"smalltalk\"");
		assertThat(this.store.keys("datasets/tickets")).containsExactlyInAnyOrder("datasets/tickets/definition",
				"datasets/tickets/train");
	}

	@Test
	void targetsThatAreNotNumbersAreNamed() throws Exception {
		define("scores", TICKETS.replace("classification", "regression"));
		JsonNode problem = rejected("/datasets/scores/train", "text,intent\na,1.5\nb,high\nc,NaN\nd,\n", 422);
		assertThat(problem.get("errors").findValuesAsString("field")).containsExactly(
				"train.csv, line 3, column intent", "train.csv, line 4, column intent",
				"train.csv, line 5, column intent");
		assertThat(problem.at("/errors/0/message").asString()).contains("number", "high");
	}

	/** It is rejected by its announced length, before a byte of the file is sent. */
	@Test
	void anAnnouncedBodyOfTenGigabytesIsRejected() throws Exception {
		define("tickets", TICKETS);
		try (Socket socket = open("/datasets/tickets/train", 10L << 30)) {
			String answer = answer(socket);
			assertThat(answer).startsWith("HTTP/1.1 413")
				.contains("application/problem+json", "/problems/body-too-large");
			assertThat(answer).contains("mtdnn.datasets.max-file-size");
		}
		assertNothingStored();
	}

	@Test
	void aLargeFileWithoutAnAnnouncedLengthIsRejected() throws Exception {
		define("tickets", TICKETS);
		// 76 bytes above the limit, so that the client is not still sending when it is
		// rejected
		byte[] large = (TRAIN + "Is it late?,delivery\n".repeat(3120)).getBytes(StandardCharsets.UTF_8);
		assertThat(large).hasSize((64 << 10) + 76);
		HttpResponse<String> answer = this.client.send(request("/datasets/tickets/train")
			.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
			.build(), BodyHandlers.ofString());
		assertThat(problem(answer, 413).get("type").asString()).isEqualTo("/problems/body-too-large");
		assertNothingStored();
	}

	@Test
	void anInterruptedUploadStoresNothing() throws Exception {
		define("tickets", TICKETS);
		try (Socket socket = open("/datasets/tickets/train", 10_000)) {
			socket.getOutputStream().write(TRAIN.getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			assertThat(answer(socket)).startsWith("HTTP/1.1 400")
				.contains("/problems/invalid-request", "The connection ended before the body was complete.");
		}
		Patience.await().until(() -> staged() == 0);
		assertNothingStored();
		assertThat(send("PUT", "/datasets/tickets/train", TRAIN).statusCode()).isEqualTo(200);
	}

	/** An eighth of the requests may send files at a time; these do not send theirs. */
	@Test
	void uploadsWithoutATurnAreToldWhenToRetry(@Value("${server.tomcat.threads.max}") int threads) throws Exception {
		define("tickets", TICKETS);
		List<Socket> uploads = new ArrayList<>();
		try {
			for (int i = 0; i <= threads / 8; i++) {
				uploads.add(open("/datasets/tickets/train", 10_000));
			}
			Patience.await().until(() -> answered(uploads).isPresent());
			assertThat(answer(answered(uploads).orElseThrow())).startsWith("HTTP/1.1 503")
				.contains("/problems/busy", "Retry-After: 1\r\n");
		}
		finally {
			for (Socket upload : uploads) {
				upload.close();
			}
		}
		Patience.await().until(() -> staged() == 0);
		assertNothingStored();
	}

	private static Optional<Socket> answered(List<Socket> sockets) throws IOException {
		for (Socket socket : sockets) {
			if (socket.getInputStream().available() > 0) {
				return Optional.of(socket);
			}
		}
		return Optional.empty();
	}

	@Test
	void pathsOutsideTheFolderAndUnknownMetricsAreRejected() throws Exception {
		JsonNode problem = problem(send("PUT", "/datasets/tickets", TICKETS.replace("\"head\"",
				"\"train\": \"../../etc/passwd\", \"evaluation\": \"/etc/passwd\", \"metric\": \"bleu\", \"head\"")),
				400);
		assertThat(problem.get("errors").findValuesAsString("field")).containsExactlyInAnyOrder("train", "evaluation",
				"metric");
		assertThat(problem.get("errors").findValuesAsString("message")).contains(
				"the metrics of a classification head are accuracy, f1, matthews_correlation, not 'bleu'",
				"must be the name of a file below the data folder, not '/etc/passwd'");
		assertThat(this.store.keys("datasets/")).isEmpty();
		folder("outside", "head: regression\nmetric: f1\n", "");
		JsonNode listed = json(send("GET", "/datasets/outside", "")).get("dataset");
		assertThat(listed.get("usable").booleanValue()).isFalse();
		assertThat(listed.get("missing").toString()).contains(
				"outside/dataset.yml, train: must be the name of a file below",
				"the metrics of a regression head are pearson, spearman, not 'f1'");
		JsonNode job = problem(
				send("POST", "/jobs?dryRun=true", "{\"encoder\": \"small\", \"tasks\": [{\"dataset\": \"outside\"}]}"),
				422);
		assertThat(job.get("field").asString()).isEqualTo("tasks[0].dataset");
		assertThat(job.get("detail").asString()).startsWith("dataset 'outside' cannot be used: ")
			.contains("outside/dataset.yml, train: must be the name of a file below the data folder");
	}

	@Test
	void aMetricForTwoLabelsIsRejectedIfTheFileHasMore() throws Exception {
		define("tickets", TICKETS.replace("\"head\"", "\"metric\": \"f1\", \"head\""));
		JsonNode problem = rejected("/datasets/tickets/train", TRAIN + "Hi.,smalltalk\nHo.,smalltalk\n", 422);
		assertThat(problem.get("detail").asString()).contains("'f1' requires two labels, but the training file has 3");
		assertThat(json(send("GET", "/datasets", "")).get("items").findValuesAsString("name")).contains("tickets");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"'' | 1e-300 | tasks[0].weight | a weight of 1.0e-300 is too small compared with the others",
			"'\"sampling\": {\"policy\": \"temperature\", \"exponent\": 10},' | null | sampling | would be drawn",
			"'\"sampling\": {\"policy\": \"temperature\", \"exponent\": 10},' | leads | sampling | is drawn so rarely" })
	void weightsThatUnderflowAreRejected(String sampling, String weight, String field, String message)
			throws Exception {
		folder("rare", "head: classification\ntrain: train.csv\nevaluation: train.csv\n", TRAIN);
		folder("common", "head: classification\ntrain: train.csv\nevaluation: train.csv\n",
				TRAIN + "Is it late?,delivery\n".repeat(1500));
		String leads = weight.equals("leads") ? "\"leads\": true" : "\"placebo\": false";
		String other = weight.equals("leads") ? "" : ", \"leads\": true";
		HttpResponse<String> answer = send("POST", "/jobs?dryRun=true", """
				{"encoder": "small", %s "maxSequenceLength": 32, "tasks": [{"dataset": "rare", "weight": %s, %s},
				 {"dataset": "common"%s}]}""".formatted(sampling, weight.equals("leads") ? "null" : weight, leads,
				other));
		JsonNode problem = problem(answer, 422);
		assertThat(problem.get("errors").toString()).contains("\"field\":\"" + field + "\"", message);
	}

	@Test
	void allFaultsOfAllFilesAreListed() throws Exception {
		folder("one", "head: classification\ntrain: train.csv\nevaluation: dev.csv\n", TRAIN + "single\n");
		Files.writeString(home.resolve("data/one/dev.csv"), "text,intent\nHi.,smalltalk\n,refund\n");
		folder("two", "head: regression\ntrain: train.csv\nevaluation: dev.csv\n", "text,intent\na,b\nb,c\n");
		Files.writeString(home.resolve("data/two/dev.csv"), "text\nHi.\n");
		JsonNode problem = problem(send("POST", "/jobs?dryRun=true",
				"{\"encoder\": \"small\", \"tasks\": [{\"dataset\": \"one\"}, {\"dataset\": \"two\"}]}"), 422);
		String errors = problem.get("errors").toString();
		assertThat(errors).contains("train.csv, line 6", "dev.csv, line 2, column intent",
				"dev.csv, line 3, column text", "train.csv, line 2, column intent", "train.csv, line 3, column intent",
				"two/dev.csv");
		assertThat(json(send("GET", "/jobs", "")).get("items")).isEmpty();
	}

	private static void folder(String name, String declaration, String train) throws IOException {
		Path folder = Files.createDirectories(home.resolve("data").resolve(name));
		String files = declaration.contains("train:") ? "" : "train: ../../secret.csv\nevaluation: dev.csv\n";
		Files.writeString(folder.resolve("dataset.yml"),
				declaration + files + "format: csv\ncolumns: {first: text, label: intent}\n");
		Files.writeString(folder.resolve("train.csv"), train);
	}

	private void define(String name, String definition) throws Exception {
		assertThat(send("PUT", "/datasets/" + name, definition).statusCode()).isEqualTo(200);
	}

	/** Sends a file that is rejected, and nothing of it is stored. */
	private JsonNode rejected(String path, String content, int status) throws Exception {
		JsonNode problem = problem(send("PUT", path, content), status);
		assertNothingStored();
		return problem;
	}

	private void assertNothingStored() {
		assertThat(this.store.keys("datasets/")).allMatch((key) -> key.endsWith("/definition"));
		assertThat(staged()).isZero();
	}

	private static long staged() {
		Path staging = home.resolve("cache/uploads");
		if (!Files.exists(staging)) {
			return 0;
		}
		try (Stream<Path> left = Files.list(staging)) {
			return left.count();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static JsonNode problem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		return json(answer);
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	private HttpResponse<String> send(String method, String path, String body) throws Exception {
		return this.client.send(request(path).header("Content-Type", "application/json")
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
	}

	/** Sends the headers of an upload. */
	private Socket open(String path, long length) throws IOException {
		Socket socket = new Socket("127.0.0.1", this.port);
		socket.setSoTimeout((int) Patience.LIMIT.toMillis());
		socket.getOutputStream()
			.write("PUT %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
				.formatted(path, length)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static String answer(Socket socket) throws IOException {
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
