package io.mtdnn.experiments;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Grid and random search, through the API. */
class SearchIntegrationTests extends ExperimentsTest {

	private static final String RANDOM = """
			{"name": "mixtures", "seeds": [61], "plan": {%s, "tasks": [{"dataset": "squad-v2"}, {"dataset": "cola"}, {"dataset": "mrpc"}],
			 "limits": {"train": {"squad-v2": 16, "cola": 16, "mrpc": 16}, "evaluation": {"squad-v2": 10, "cola": 5, "mrpc": 5}}},
			 "search": {"kind": "random", "count": 3, "seed": %d%s}}""";

	@Test
	void aGridContainsEveryCombination() {
		JsonNode planned = this.client.dryRun(
				study("grid", "\"seeds\": [60], \"search\": {\"kind\": \"grid\"}").replace("\"values\": [0.5, 1.0]}]",
						"\"values\": [0.5, 0.8]}, {\"field\": \"learningRate\", \"values\": [1e-4, 1e-3]}]"));
		assertThat(each(planned.path("arms"), "label")).containsExactly("baseline",
				"squad-v2 weight 0.5, learningRate 1e-4", "squad-v2 weight 0.5, learningRate 0.001",
				"squad-v2 weight 0.8, learningRate 1e-4", "squad-v2 weight 0.8, learningRate 0.001");
	}

	@Test
	void theBaselineIsTheTaskThatLeadsThePlan() {
		JsonNode planned = this.client.dryRun("""
				{"name": "leads", "seeds": [62], "plan": {%s, "tasks": [{"dataset": "cola"}, {"dataset": "squad-v2"}],
				 "limits": {"train": {"squad-v2": 16, "cola": 16}, "evaluation": {"squad-v2": 10, "cola": 5}}}}"""
			.formatted(SMALL));
		assertThat(planned.at("/definition/plan/tasks/1/leads").asBoolean()).isTrue();
		assertThat(each(planned.path("arms"), "label")).containsExactly("baseline", "base plan");
	}

	@Test
	void randomMixturesAreReproducibleAndTrained() {
		JsonNode planned = this.client.dryRun(RANDOM.formatted(SMALL, 4, ""));
		List<String> labels = each(planned.path("arms"), "label");
		assertThat(labels).hasSize(4).startsWith("baseline").doesNotHaveDuplicates();
		assertThat(each(this.client.dryRun(RANDOM.formatted(SMALL, 4, "")).path("arms"), "label")).isEqualTo(labels);
		assertThat(each(this.client.dryRun(RANDOM.formatted(SMALL, 5, "")).path("arms"), "label")).isNotEqualTo(labels);
		for (JsonNode mixture : planned.at("/definition/axes/0/values")) {
			double sum = mixture.valueStream().mapToDouble((task) -> task.path("weight").doubleValue()).sum();
			assertThat(Math.round(100 * sum)).isEqualTo(100);
		}
		JsonNode finished = this.client.finished(this.client.start(RANDOM.formatted(SMALL, 4, "")));
		assertThat(each(finished.path("analysis").path("arms"), "label")).isEqualTo(labels);
		assertThat(finished.path("counts").toString()).isEqualTo("{\"SUCCEEDED\":4}");
	}

	@Test
	void aSmallConcentrationDrawsMixturesNearTheCorners() {
		JsonNode planned = this.client
			.dryRun(RANDOM.formatted(SMALL, 4, ", \"concentration\": 0.01").replace("\"count\": 3", "\"count\": 8"));
		assertThat(planned.at("/definition/axes/0/values")).hasSize(8)
			.allSatisfy((mixture) -> assertThat(
					mixture.valueStream().mapToDouble((task) -> task.path("weight").doubleValue()).max().orElseThrow())
				.isGreaterThan(0.6));
		JsonNode problem = this.client.post("/experiments", RANDOM.formatted(SMALL, 4, ", \"concentration\": 0"), 400);
		assertThat(problem.path("field").asString()).isEqualTo("search.concentration");
	}

}
