package io.mtdnn.experiments;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Grid and random search, and searches that learn from their runs, through the API. */
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

	@Test
	void aGaussianProcessAddsMixturesByTheirScores() {
		String search = RANDOM.formatted(SMALL, 4, ", \"initial\": 2")
			.replace("\"random\", \"count\": 3", "\"gaussian-process\", \"count\": 4")
			.replace("[61]", "[63]");
		JsonNode planned = this.client.dryRun(search);
		assertThat(planned.path("runs").asInt()).isEqualTo(5);
		assertThat(planned.path("arms")).hasSize(3);
		assertThat(planned.path("steps").asInt())
			.isGreaterThan(planned.path("arms").valueStream().mapToInt((arm) -> arm.path("steps").asInt()).sum());
		assertThat(planned.path("notes").toString()).contains("up to 2 more runs");
		String id = this.client.start(search);
		JsonNode finished = this.client.finished(id);
		assertThat(finished.path("counts").toString()).isEqualTo("{\"SUCCEEDED\":5}");
		JsonNode report = finished.path("analysis").path("search");
		assertThat(report.path("kind").asString()).isEqualTo("gaussian-process");
		assertThat(report.path("mixtures")).hasSize(4);
		assertThat(report.path("left").asInt()).isZero();
		assertThat(finished.path("analysis").path("sentence").asString()).contains("no difference is tested");
		assertThat(this.client.text("/experiments/" + id + "/table?format=markdown"))
			.contains("A Gaussian process over the weights chose 2 of 4 mixtures")
			.contains("earlier scores decided what was trained");
		assertThat(this.client.text("/experiments/" + id + "/report")).contains("A Gaussian process over the weights");
		JsonNode problem = this.client.post("/experiments/" + id + "/extend", "{\"seeds\": [8]}", 422);
		assertThat(problem.path("field").asString()).isEqualTo("search");
		// the same scores lead to the same mixtures, whose runs are reused
		JsonNode again = this.client.finished(this.client.start(search));
		assertThat(again.path("definition").path("axes")).isEqualTo(finished.path("definition").path("axes"));
		assertThat(each(again.path("runs"), "jobId")).isEqualTo(each(finished.path("runs"), "jobId"));
	}

	@Test
	void thompsonSamplingAddsRunsOfAuxiliaryTasks() {
		String search = RANDOM.formatted(SMALL, 4, "")
			.replace("\"random\", \"count\": 3", "\"thompson\", \"count\": 4")
			.replace("[61]", "[64]");
		JsonNode planned = this.client.dryRun(search);
		assertThat(each(planned.path("arms"), "label")).hasSize(3).startsWith("baseline");
		assertThat(planned.path("runs").asInt()).isEqualTo(7);
		String id = this.client.start(search);
		JsonNode finished = this.client.finished(id);
		JsonNode tasks = finished.path("analysis").path("search").path("tasks");
		assertThat(each(tasks, "task")).containsExactlyInAnyOrder("cola", "mrpc");
		assertThat(tasks.valueStream().mapToInt((task) -> task.path("pulls").asInt()).sum()).isEqualTo(4);
		assertThat(tasks.valueStream().mapToDouble((task) -> task.path("best").asDouble()).sum()).isBetween(0.999,
				1.001);
		assertThat(finished.path("counts").path("SUCCEEDED").asInt()).isBetween(6, 7);
		assertThat(this.client.text("/experiments/" + id + "/table?format=markdown"))
			.contains("Thompson sampling tried 2 auxiliary tasks with 4 runs");
		JsonNode problem = this.client.post("/experiments/" + id + "/extend", "{\"seeds\": [8]}", 422);
		assertThat(problem.path("field").asString()).isEqualTo("search");
	}

}
