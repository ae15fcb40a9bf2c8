package io.mtdnn.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

import io.mtdnn.MtDnnServer;
import io.mtdnn.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of {@code docs/how-to/use-your-own-data.md}: a user's intents and STS-B, from
 * files to answers without Java, with a declaration next to the files and by upload.
 */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"spring.datasource.url=jdbc:h2:mem:new-user;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,worker,serving", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
@DirtiesContext
class NewUserIntegrationTests {

	private static final Logger logger = LoggerFactory.getLogger(NewUserIntegrationTests.class);

	/**
	 * With this encoder a test takes seconds; the times in the documentation are those of
	 * MiniLM.
	 */
	private static final String ENCODER = System.getProperty("mtdnn.test.walk-encoder", "small");

	private static final Map<String, List<String>> INTENTS = Map.of("delivery",
			List.of("Where is my %s?", "My %s has not come yet.", "Is the %s late?", "When will the %s arrive?"),
			"refund",
			List.of("I want my money back for the %s.", "Please refund the %s.", "How do I return the %s?",
					"The %s was charged twice."),
			"broken",
			List.of("The %s does not work.", "My %s arrived broken.", "The %s stopped after a day.",
					"There is a crack in the %s."),
			"price",
			List.of("How much is the %s?", "Is there a discount on the %s?", "What does the %s cost?",
					"Why is the %s so expensive?"),
			"account", List.of("I cannot log in to order a %s.", "I forgot my password and need the %s.",
					"Please change the address for my %s.", "Change my email for the %s order."));

	private static final List<String> THINGS = List.of("parcel", "lamp", "kettle", "phone", "chair", "book", "bicycle",
			"jacket", "printer", "radio", "mirror", "table");

	private static final Map<String, Double> TIMES = new LinkedHashMap<>();

	@TempDir
	static Path home;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) throws IOException {
		SmallEncoder.write(home.resolve("encoders/small"));
		for (String folder : List.of("data", "cache", "encoders", "runs")) {
			registry.add("mtdnn." + folder + "-dir", () -> home.resolve(folder).toString());
		}
		registry.add("mtdnn.artifacts.directory", () -> home.resolve("artifacts").toString());
	}

	@AfterAll
	static void times() {
		TIMES.forEach((step, seconds) -> logger.info("{}: {} s", step, "%.2f".formatted(seconds)));
	}

	@Test
	void aNewUserTrainsOnDeclaredFilesWithFewCalls() throws Exception {
		List<String> intents = intents();
		timed("files and dataset.yml", () -> {
			write("intents/train.csv", "text,intent", intents.subList(0, 190));
			write("intents/dev.csv", "text,intent", intents.subList(190, intents.size()));
			Files.writeString(home.resolve("data/intents/dataset.yml"), """
					head: classification
					format: csv
					columns:
					  first: text
					  label: intent
					train: train.csv
					evaluation: dev.csv
					""");
			write("STS-B/train.tsv", header(), pairs(120, 1));
			return write("STS-B/dev.tsv", header(), pairs(40, 2));
		});
		JsonNode shown = timed("GET /datasets/intents", () -> call("GET", "/datasets/intents", ""));
		assertThat(shown.at("/dataset/usable").booleanValue()).isTrue();
		assertThat(shown.at("/dataset/labels"))
			.hasToString("[\"account\",\"broken\",\"delivery\",\"price\",\"refund\"]");
		assertThat(shown.at("/samples")).hasSize(10)
			.allSatisfy((sample) -> assertThat(sample.at("/inputs/0/pieces/0").asString()).isEqualTo("[CLS]"));
		JsonNode similarity = timed("GET /datasets/sts-b", () -> call("GET", "/datasets/sts-b", ""));
		assertThat(similarity.at("/dataset/train/rows").intValue()).isEqualTo(120);
		assertThat(similarity.at("/samples/0/target").asString()).matches("\\d\\.\\d+");
		String job = trained("job on both", "{\"dataset\": \"intents\"}, {\"dataset\": \"sts-b\"}");
		answer(job, "intents", "sts-b");
	}

	@Test
	void aNewUserTrainsOnUploadedFilesWithFewCalls() throws Exception {
		List<String> intents = intents();
		timed("PUT /datasets/messages and both files", () -> {
			call("PUT", "/datasets/messages",
					"{\"head\": \"classification\", \"format\": \"csv\", \"columns\": {\"first\": \"text\", \"label\": \"intent\"}}");
			call("PUT", "/datasets/messages/train", table("text,intent", intents.subList(0, 190)));
			return call("PUT", "/datasets/messages/evaluation",
					table("text,intent", intents.subList(190, intents.size())));
		});
		timed("PUT /datasets/pairs and both files", () -> {
			call("PUT", "/datasets/pairs",
					"{\"head\": \"regression\", \"format\": \"tsv\", \"columns\": {\"first\": \"sentence1\", \"second\": \"sentence2\", \"label\": \"score\"}}");
			call("PUT", "/datasets/pairs/train", table(header(), pairs(120, 1)));
			return call("PUT", "/datasets/pairs/evaluation", table(header(), pairs(40, 2)));
		});
		assertThat(call("GET", "/datasets/messages", "").at("/dataset/train/rows").intValue()).isEqualTo(190);
		String job = trained("job on both uploads", "{\"dataset\": \"messages\"}, {\"dataset\": \"pairs\"}");
		answer(job, "messages", "pairs");
	}

	private String trained(String step, String tasks) throws Exception {
		String plan = """
				{"encoder": "%s", "tasks": [%s], "epochs": 3, "batchSize": 16, "learningRate": 1e-4, "maxSequenceLength": 48,
				 "maxQuestionLength": 16, "docStride": 16}"""
			.formatted(ENCODER, tasks);
		return timed(step, () -> {
			String id = call("POST", "/jobs", plan).get("id").asString();
			Patience.await()
				.until(() -> !call("GET", "/jobs/" + id, "").get("status")
					.asString()
					.matches("PREPARING|QUEUED|RUNNING"));
			JsonNode job = call("GET", "/jobs/" + id, "");
			assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
			logger.info("{}", call("GET", "/models/" + id, "").get("metrics"));
			return id;
		});
	}

	private void answer(String model, String intents, String similarity) throws Exception {
		JsonNode label = timed("POST /classification", () -> call("POST", "/classification",
				"{\"model\": \"%s\", \"text\": \"My kettle arrived with a crack.\"}".formatted(model)));
		assertThat(label.get("task").asString()).isEqualTo(intents);
		assertThat(INTENTS).containsKey(label.get("label").asString());
		JsonNode value = timed("POST /regression", () -> call("POST", "/regression",
				"{\"model\": \"%s\", \"text\": \"A dog is running in a park.\", \"textPair\": \"A dog is running in a park.\"}"
					.formatted(model)));
		assertThat(value.get("task").asString()).isEqualTo(similarity);
		assertThat(value.get("value").isNumber()).isTrue();
		logger.info("{} {}", label.get("label"), value.get("value"));
	}

	private static List<String> intents() {
		List<String> rows = new ArrayList<>();
		INTENTS.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.forEach((intent) -> intent.getValue()
				.forEach((text) -> THINGS.forEach((thing) -> rows.add(text.formatted(thing) + "," + intent.getKey()))));
		Collections.shuffle(rows, new Random(5));
		return rows;
	}

	private static String header() {
		return "index\tgenre\tfilename\tyear\told_index\tsource1\tsource2\tsentence1\tsentence2\tscore";
	}

	/** Captions in GLUE's layout; what both share makes them similar. */
	private static List<String> pairs(int count, long seed) {
		List<String> who = List.of("A man", "A woman", "A dog", "A child", "A cat", "A girl");
		List<String> what = List.of("is eating an apple", "is riding a bike", "is playing the guitar",
				"is sleeping on a sofa", "is running in a park", "is reading a book");
		Random random = new Random(seed);
		List<String> rows = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int[] first = { random.nextInt(6), random.nextInt(6) };
			int[] second = { random.nextBoolean() ? first[0] : random.nextInt(6),
					random.nextBoolean() ? first[1] : random.nextInt(6) };
			double score = ((first[0] == second[0]) ? 2 : 0.4) + ((first[1] == second[1]) ? 3 : 0.2);
			rows.add("%d\tmain-captions\tMSRvid\t2012test\t%04d\tnone\tnone\t%s %s.\t%s %s.\t%.3f".formatted(i, i,
					who.get(first[0]), what.get(first[1]), who.get(second[0]), what.get(second[1]), score));
		}
		return rows;
	}

	private static Path write(String file, String header, List<String> rows) throws IOException {
		Path path = home.resolve("data").resolve(file);
		Files.createDirectories(path.getParent());
		return Files.writeString(path, table(header, rows));
	}

	private static String table(String header, List<String> rows) {
		return header + "\n" + String.join("\n", rows) + "\n";
	}

	private static <T> T timed(String step, Callable<T> action) throws Exception {
		long start = System.nanoTime();
		T result = action.call();
		TIMES.put(step, (System.nanoTime() - start) / 1e9);
		return result;
	}

	private JsonNode call(String method, String path, String body) throws Exception {
		var answer = this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Content-Type", "application/json")
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
		return JsonMapper.shared().readTree(answer.body());
	}

}
