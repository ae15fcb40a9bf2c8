package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.mtdnn.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A declared dataset with numbers, from its files to a model's answer over HTTP. */
@ApiTestSettings
@DirtiesContext
@TestPropertySource(properties = {
		"spring.datasource.url=jdbc:h2:mem:regression;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,worker,serving" })
class RegressionIntegrationTests {

	private static final String DATASET = """
			head: regression
			format: tsv
			columns: {first: sentence1, second: sentence2, label: score}
			metric: spearman
			train: train.tsv
			evaluation: dev.tsv
			""";

	@TempDir
	static Path home;

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) throws IOException {
		SmallEncoder.write(home.resolve("encoders/small"));
		Path dataset = Files.createDirectories(home.resolve("data/lamps"));
		Files.writeString(dataset.resolve("dataset.yml"), DATASET);
		Files.write(dataset.resolve("train.tsv"), rows(320, 1));
		Files.write(dataset.resolve("dev.tsv"), rows(60, 2));
		registry.add("mtdnn.data-dir", () -> home.resolve("data").toString());
		registry.add("mtdnn.cache-dir", () -> home.resolve("cache").toString());
		registry.add("mtdnn.encoders-dir", () -> home.resolve("encoders").toString());
		registry.add("mtdnn.artifacts.directory", () -> home.resolve("artifacts").toString());
	}

	/** The number is how many of five words are "lamp". */
	private static List<String> rows(int count, long seed) {
		Random random = new Random(seed);
		List<String> rows = new ArrayList<>(List.of("sentence1\tsentence2\tscore"));
		for (int i = 0; i < count; i++) {
			int lamps = random.nextInt(6);
			rows.add(sentence(lamps, random) + "\tthe sea\t" + lamps + ".0");
		}
		return rows;
	}

	private static String sentence(int lamps, Random random) {
		List<String> words = new ArrayList<>(Collections.nCopies(lamps, "lamp"));
		while (words.size() < 5) {
			words.add("sea");
		}
		Collections.shuffle(words, random);
		return String.join(" ", words);
	}

	@Test
	void aNumberIsLearnedAndPredicted() {
		JsonNode job = post("/jobs", """
				{"encoder": "small", "tasks": [{"dataset": "lamps"}], "epochs": 4, "batchSize": 8, "learningRate": 3e-3,
				 "maxSequenceLength": 32, "maxQuestionLength": 8, "docStride": 8, "dropout": 0, "keep": "best"}""");
		String path = "/jobs/" + job.path("id").asString();
		Patience.await().until(() -> !get(path).path("status").asString().matches("PREPARING|QUEUED|RUNNING"));
		assertThat(get(path).path("status").asString()).as(get(path).toString()).isEqualTo("SUCCEEDED");
		JsonNode evaluation = get(path + "/metrics").path("evaluations").path(3);
		assertThat(evaluation.path("metrics").propertyNames()).containsExactly("spearman", "pearson");
		assertThat(evaluation.at("/metrics/pearson").asDouble()).isGreaterThan(0.9);

		JsonNode four = post("/regression", "{\"text\": \"lamp lamp sea lamp lamp\", \"textPair\": \"the sea\"}");
		JsonNode one = post("/regression", "{\"text\": \"sea sea lamp sea sea\", \"textPair\": \"the sea\"}");
		assertThat(four.path("task").asString()).isEqualTo("lamps");
		assertThat(four.path("value").asDouble()).isBetween(2.5, 5.5).isGreaterThan(one.path("value").asDouble() + 1);
	}

	private JsonNode get(String path) {
		return json(this.mvc.get().uri(path));
	}

	private JsonNode post(String path, String body) {
		return json(this.mvc.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body));
	}

	private static JsonNode json(MockMvcTester.MockMvcRequestBuilder request) {
		return JsonMapper.shared().readTree(request.exchange().getResponse().getContentAsByteArray());
	}

}
