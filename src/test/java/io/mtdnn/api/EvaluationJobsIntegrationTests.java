package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.Patience;
import io.mtdnn.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Evaluations of a model that are cancelled, returned by a service that stops, or
 * interrupted by a crash of the service, in processes that share a PostgreSQL database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationJobsIntegrationTests {

	private static final String EVALUATION = """
			{"datasets": ["sample-squad", "long"], "heads": {"long": "sample-squad"}, "limits": {"sample-squad": 20}}""";

	/** Enough rows for an evaluation of several seconds. */
	private static final int PARAGRAPHS = 3000;

	@TempDir
	static Path folder;

	private EmbeddedPostgres postgres;

	private ServiceProcess one;

	private ServiceProcess two;

	private String model;

	private String undisturbed;

	@BeforeAll
	void evaluateUndisturbed() throws IOException {
		this.postgres = EmbeddedPostgres.start();
		TrainedElsewhere.questions(folder.resolve("encoders/qa"));
		Path dataset = Files.createDirectories(folder.resolve("data/long"));
		Files.writeString(dataset.resolve("dataset.yml"),
				"head: span\nformat: squad\ntrain: dev.json\nevaluation: dev.json\n");
		Files.write(dataset.resolve("dev.json"), squad());
		List<String> options = List.of("--spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"),
				"--spring.datasource.username=postgres", "--spring.datasource.password=postgres",
				"--db-scheduler.polling-interval=100ms", "--mtdnn.data-dir=" + folder.resolve("data"),
				"--mtdnn.cache-dir=" + folder.resolve("cache"), "--mtdnn.runs-dir=" + folder.resolve("runs"),
				"--mtdnn.artifacts.directory=" + folder.resolve("artifacts"),
				"--mtdnn.encoders-dir=" + folder.resolve("encoders"));
		this.one = new ServiceProcess("one", folder, options);
		this.two = new ServiceProcess("two", folder, options);
		start(this.one);
		this.model = this.one.post("/models", """
				{"directory": "qa", "dataset": "sample-squad", "maxSequenceLength": 96, "docStride": 8}""")
			.path("id")
			.asString();
		this.undisturbed = submit(this.one);
		await(this.one, this.undisturbed, "SUCCEEDED");
	}

	private static byte[] squad() {
		String words = String.join(" ", IntStream.range(0, 90).mapToObj((i) -> "stone " + i).toList());
		List<Object> paragraphs = new ArrayList<>();
		for (int i = 0; i < PARAGRAPHS; i++) {
			paragraphs.add(Map.of("context", words + " tower " + i, "qas", List.of(Map.of("id", "q" + i, "question",
					"Which tower is it?", "is_impossible", true, "answers", List.of()))));
		}
		return JsonMapper.shared()
			.writeValueAsBytes(
					Map.of("version", "v2.0", "data", List.of(Map.of("title", "towers", "paragraphs", paragraphs))));
	}

	private static void start(ServiceProcess node) {
		node.start();
		node.awaitReady();
	}

	@AfterAll
	void stop() throws IOException {
		Stream.of(this.one, this.two).forEach(ServiceProcess::kill);
		this.postgres.close();
	}

	@Test
	void anInterruptedEvaluationEndsLikeAnUninterruptedOne() {
		String cancelled = underWay(this.one);
		assertThat(this.one.status("DELETE", "/jobs/" + cancelled)).isEqualTo(202);
		await(this.one, cancelled, "CANCELLED");
		assertThat(this.one.status("GET", "/jobs/" + cancelled + "/predictions.json?dataset=long")).isEqualTo(409);

		String handedBack = underWay(this.one);
		this.one.end();
		start(this.one);
		await(this.one, handedBack, "SUCCEEDED");
		assertThat(outcomes(handedBack)).containsExactly("HANDED_BACK", "SUCCEEDED");
		assertSame(handedBack);

		start(this.two);
		String lost = underWay(this.two);
		ServiceProcess worker = node(lost).equals("one") ? this.one : this.two;
		ServiceProcess other = (worker == this.one) ? this.two : this.one;
		worker.kill();
		await(other, lost, "SUCCEEDED");
		start(worker);
		assertThat(outcomes(lost)).containsExactly("LOST", "SUCCEEDED");
		assertThat(node(lost)).isNotEqualTo(this.one.get("/jobs/" + lost).at("/attempts/0/node").asString());
		assertSame(lost);
	}

	private String submit(ServiceProcess node) {
		return node.post("/models/" + this.model + "/evaluations", EVALUATION).path("id").asString();
	}

	/** An evaluation of which the first dataset is done. */
	private String underWay(ServiceProcess node) {
		String id = submit(node);
		Patience.await().until(() -> evaluations(node, id).size() == 1);
		return id;
	}

	private void await(ServiceProcess node, String id, String status) {
		Patience.await()
			.until(() -> !node.get("/jobs/" + id)
				.path("status")
				.asString()
				.matches("PREPARING|QUEUED|RUNNING|CANCELLING"));
		assertThat(node.get("/jobs/" + id).path("status").asString()).as(node.get("/jobs/" + id).toString())
			.isEqualTo(status);
	}

	private List<String> outcomes(String id) {
		return this.one.get("/jobs/" + id)
			.path("attempts")
			.valueStream()
			.map((attempt) -> attempt.path("outcome").asString(""))
			.toList();
	}

	/** The node of the newest attempt. */
	private String node(String id) {
		JsonNode attempts = this.two.get("/jobs/" + id).path("attempts");
		return attempts.get(attempts.size() - 1).path("node").asString();
	}

	private static JsonNode evaluations(ServiceProcess node, String id) {
		return node.get("/jobs/" + id + "/metrics").path("evaluations");
	}

	private void assertSame(String id) {
		JsonNode expected = evaluations(this.one, this.undisturbed);
		assertThat(expected.size()).isEqualTo(2);
		assertThat(metrics(evaluations(this.one, id))).isEqualTo(metrics(expected));
		for (String file : List.of("predictions", "null_odds", "nbest_predictions")) {
			for (String dataset : List.of("sample-squad", "long")) {
				String path = "/" + file + ".json?dataset=" + dataset;
				assertThat(this.one.get("/jobs/" + id + path)).as(path)
					.isEqualTo(this.one.get("/jobs/" + this.undisturbed + path));
			}
		}
	}

	private static List<JsonNode> metrics(JsonNode evaluations) {
		return evaluations.valueStream()
			.flatMap((evaluation) -> Stream.of(evaluation.path("dataset"), evaluation.path("metrics")))
			.toList();
	}

}
