package io.mtdnn.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.mtdnn.MtDnnServer;
import io.mtdnn.api.SmallEncoder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From one request to the table, with real training of a tiny encoder on the sample data.
 */
@SpringBootTest(classes = MtDnnServer.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:experiments;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.experiments.sweep=100ms", "mtdnn.data-dir=target/test-runs/experiments/data",
		"mtdnn.cache-dir=target/test-runs/experiments/cache", "mtdnn.runs-dir=target/test-runs/experiments/runs",
		"mtdnn.artifacts.directory=target/test-runs/experiments/artifacts", "db-scheduler.polling-interval=50ms" })
@AutoConfigureMockMvc
class ExperimentsIntegrationTests {

	private static final String QUICK = """
			{"name": "%s", "preset": "quick", "seeds": [0, 1], "plan": {"encoder": "small", "batchSize": 8, "maxSequenceLength": 64,
			 "maxQuestionLength": 16, "docStride": 32, "limits": {"train": {"sample-squad": 40}}}}""";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void encoder(DynamicPropertyRegistry registry) throws IOException {
		Path encoders = Path.of("target/test-runs/experiments/encoders");
		SmallEncoder.write(encoders.resolve("small"));
		registry.add("mtdnn.encoders-dir", encoders::toString);
	}

	@Test
	void aQuickExperimentBecomesATableAndItsRunsAreReused() {
		JsonNode planned = post("/experiments?dryRun=true", QUICK.formatted("first"), 200);
		assertThat(planned.path("runs").asInt()).isEqualTo(4);
		assertThat(planned.path("steps").asInt()).isPositive();
		String id = post("/experiments", QUICK.formatted("first"), 202).path("id").asString();
		JsonNode finished = finished(id);
		assertThat(finished.path("counts").path("SUCCEEDED").asInt()).isEqualTo(4);
		assertThat(finished.path("runs").get(0).path("arm").asString()).isEqualTo("sample-squad weight 0.5");
		assertThat(finished.path("analysis").path("arms").get(1).path("baseline").asBoolean()).isTrue();
		assertThat(finished.path("analysis").path("arms").get(0).path("seeds").asInt()).isEqualTo(2);
		assertThat(finished.path("analysis").path("sentence").asString()).contains("best");
		assertThat(text("/experiments/" + id + "/table?format=markdown")).contains("| sample-squad weight 0.5 | 2 |")
			.contains("| always empty |");
		assertThat(text("/experiments/" + id + "/table?format=latex")).contains("\\toprule").contains("\\bottomrule");
		assertThat(text("/experiments/" + id + "/table?format=csv")).startsWith("label,seeds,planned");
		for (String kind : List.of("weight-vs-score", "mixture-vs-score", "learning-curve", "risk-coverage")) {
			assertThat(text("/experiments/" + id + "/figure?kind=" + kind)).contains("<svg");
		}
		assertThat(text("/experiments/" + id + "/figure?format=pdf")).startsWith("%PDF");
		assertThat(text("/experiments/" + id + "/figure?format=png")).contains("PNG");
		assertThat(text("/experiments/" + id + "/report")).contains("## Reproducibility")
			.contains("sample-squad/train");
		String models = "a=" + finished.path("runs").get(0).path("modelId").asString() + "&b="
				+ finished.path("runs").get(1).path("modelId").asString();
		assertThat(JSON.readTree(text("/comparisons?" + models)).path("questions").asInt()).isPositive();
		String again = post("/experiments", QUICK.formatted("second"), 202).path("id").asString();
		JsonNode reused = finished(again);
		assertThat(reused.path("runs").valueStream().map((run) -> run.path("reused").asBoolean())).containsOnly(true);
		assertThat(reused.path("analysis").path("arms").get(0).path("main"))
			.isEqualTo(finished.path("analysis").path("arms").get(0).path("main"));
	}

	private JsonNode finished(String id) {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.until(() -> JSON.readTree(text("/experiments/" + id)),
					(experiment) -> !experiment.path("state").asString().equals("RUNNING"));
	}

	private JsonNode post(String path, String body, int status) {
		MvcTestResult result = this.mvc.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
		assertThat(result).hasStatus(status);
		return JSON.readTree(body(result));
	}

	private String text(String path) {
		MvcTestResult result = this.mvc.get().uri(path).exchange();
		assertThat(result).hasStatusOk();
		return body(result);
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
