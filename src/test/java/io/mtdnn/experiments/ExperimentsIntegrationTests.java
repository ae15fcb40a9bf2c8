package io.mtdnn.experiments;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From one request to the table, with real training of a tiny encoder on the sample data.
 */
class ExperimentsIntegrationTests extends ExperimentsTest {

	private static final String QUICK = """
			{"name": "%s", "preset": "quick", "seeds": [0, 1], "plan": {"encoder": "small", "batchSize": 8, "maxSequenceLength": 64,
			 "maxQuestionLength": 16, "docStride": 32, "limits": {"train": {"sample-squad": 40}}}}""";

	@Test
	void everyPresetIsAValidRequest() {
		JsonNode presets = this.client.json("/experiments/presets").path("items");
		assertThat(ExperimentsClient.each(presets, "preset")).containsExactly("table-1", "table-2", "table-3", "quick");
		JsonNode quick = presets.get(3).path("definition");
		assertThat(quick.path("axes").toString())
			.isEqualTo("[{\"field\":\"tasks[sample-squad].weight\",\"values\":[0.5,1.0]}]");
		assertThat(quick.path("seeds").toString()).isEqualTo("[0,1,2]");
		String sent = quick.toString()
			.replace("minilm-l6-uncased", "small")
			.replace("192", "64")
			.replace("\"docStride\":96", "\"docStride\":32,\"maxQuestionLength\":16");
		assertThat(this.client.dryRun(sent).path("runs").asInt()).isEqualTo(6);
	}

	@Test
	void aQuickExperimentYieldsATableAndItsRunsAreReused() {
		JsonNode planned = this.client.dryRun(QUICK.formatted("first"));
		assertThat(planned.path("runs").asInt()).isEqualTo(4);
		assertThat(planned.path("steps").asInt()).isPositive();
		String id = this.client.start(QUICK.formatted("first"));
		JsonNode finished = this.client.finished(id);
		assertThat(finished.path("counts").path("SUCCEEDED").asInt()).isEqualTo(4);
		assertThat(finished.path("runs").get(0).path("arm").asString()).isEqualTo("sample-squad weight 0.5");
		assertThat(finished.path("analysis").path("arms").get(1).path("baseline").asBoolean()).isTrue();
		assertThat(finished.path("analysis").path("arms").get(0).path("seeds").asInt()).isEqualTo(2);
		assertThat(finished.path("analysis").path("sentence").asString()).contains("best");
		assertThat(this.client.text("/experiments/" + id + "/table?format=markdown"))
			.contains("| sample-squad weight 0.5 | 2 |")
			.contains("| always empty |");
		assertThat(this.client.text("/experiments/" + id + "/table?format=latex")).contains("\\toprule")
			.contains("\\bottomrule");
		assertThat(this.client.text("/experiments/" + id + "/table?format=csv")).startsWith("label,seeds,planned");
		for (String kind : List.of("weight-vs-score", "mixture-vs-score", "learning-curve", "risk-coverage")) {
			assertThat(this.client.text("/experiments/" + id + "/figure?kind=" + kind)).contains("<svg");
		}
		assertThat(this.client.text("/experiments/" + id + "/figure?format=pdf")).startsWith("%PDF");
		assertThat(this.client.text("/experiments/" + id + "/figure?format=png")).contains("PNG");
		assertThat(this.client.text("/experiments/" + id + "/report")).contains("## Reproducibility")
			.contains("sample-squad/train");
		String models = "a=" + finished.path("runs").get(0).path("modelId").asString() + "&b="
				+ finished.path("runs").get(1).path("modelId").asString();
		assertThat(this.client.json("/comparisons?" + models).path("questions").asInt()).isPositive();
		String again = this.client.start(QUICK.formatted("second"));
		JsonNode reused = this.client.finished(again);
		assertThat(reused.path("runs").valueStream().map((run) -> run.path("reused").asBoolean())).containsOnly(true);
		assertThat(reused.path("analysis").path("arms").get(0).path("main"))
			.isEqualTo(finished.path("analysis").path("arms").get(0).path("main"));
	}

}
