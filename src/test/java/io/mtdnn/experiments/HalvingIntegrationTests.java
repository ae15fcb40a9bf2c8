package io.mtdnn.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import io.mtdnn.Patience;
import io.mtdnn.files.Digests;
import io.mtdnn.registry.ModelRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Successive halving with real training: promoted runs are bit-identical to uninterrupted
 * ones.
 */
class HalvingIntegrationTests extends ExperimentsTest {

	private static final String SEARCH = """
			{"name": "halving", "seeds": [7], "plan": {%s, "tasks": [{"dataset": "squad-v2", "weight": 0.5}, {"dataset": "cola"}],
			 "limits": {"train": {"squad-v2": 40, "cola": 40}, "evaluation": {"squad-v2": 20, "cola": 10}}},
			 "axes": [{"field": "learningRate", "values": [1e-5, 1e-4, 1e-3, 3e-3]}],
			 "search": {"kind": "halving", "reduction": 2}}"""
		.formatted(SMALL);

	@Autowired
	private ModelRegistry registry;

	@Test
	void theWinnerIsBitIdenticalToAnUninterruptedRun() throws IOException {
		JsonNode planned = this.client.dryRun(SEARCH);
		JsonNode halving = planned.path("halving");
		assertThat(halving.path("combinations").toString()).isEqualTo("[4,2,1]");
		int baseline = planned.path("arms").get(0).path("steps").asInt();
		int steps = planned.path("arms").get(1).path("steps").asInt();
		assertThat(halving.path("allSteps").asInt()).isEqualTo(baseline + 4 * steps);
		// one of four to the end, one to the half and two to a quarter
		assertThat(halving.path("leastSteps").asInt()).isEqualTo(baseline + 2 * steps);
		assertThat(planned.path("steps").asInt()).isEqualTo(baseline + 2 * steps);

		String id = this.client.start(SEARCH);
		JsonNode finished = this.client.finished(id);
		assertThat(finished.path("counts").toString()).isEqualTo("{\"SUCCEEDED\":2,\"DISCARDED\":3}");
		JsonNode winner = winner(finished);
		JsonNode job = this.client.json("/jobs/" + winner.path("jobId").asString());
		assertThat(each(job.path("attempts"), "outcome")).containsExactly("PAUSED", "PAUSED", "SUCCEEDED");
		String whole = uninterrupted(job);
		assertThat(weights(whole)).isEqualTo(weights(job.path("id").asString()));
		assertThat(losses(whole)).isEqualTo(losses(job.path("id").asString()));

		JsonNode report = finished.path("analysis").path("halving");
		assertThat(report.path("rungs").get(0).path("scores").size()).isEqualTo(4);
		assertThat(report.path("rungs").get(1).path("scores").size()).isEqualTo(2);
		assertThat(each(report.path("rungs").get(1).path("scores"), "promoted")).containsExactly("true", "false");
		assertThat(report.path("steps").asInt()).isEqualTo(4 * steps);
		assertThat(report.path("savedSteps").asInt()).isEqualTo(4 * steps - stepsDone(finished) - steps);
		assertThat(report.path("sentence").asString())
			.startsWith("Successive halving compared 4 combinations at 25 %, 50 %, 100 % of their steps");
		assertThat(this.client.text("/experiments/" + id + "/table?format=markdown")).contains("Successive halving");
		JsonNode discarded = finished.path("runs")
			.valueStream()
			.filter((run) -> run.path("state").asString().equals("DISCARDED"))
			.findFirst()
			.orElseThrow();
		assertThat(ROOT.resolve("runs").resolve(discarded.path("jobId").asString()).resolve("checkpoints"))
			.doesNotExist();
		JsonNode problem = this.client.post("/experiments/" + id + "/extend", "{\"seeds\": [8]}", 422);
		assertThat(problem.path("field").asString()).isEqualTo("search");
	}

	@Test
	void completedRunsOfAnEarlierSearchAreReusedAtEveryRung() {
		String search = SEARCH.replace("[7]", "[9]");
		JsonNode first = this.client.finished(this.client.start(search));
		JsonNode planned = this.client.dryRun(search);
		assertThat(planned.path("reused").asInt()).isEqualTo(2);
		int steps = planned.path("arms").get(1).path("steps").asInt();
		// at most: another combination wins, and the one that was trained is discarded
		// first
		assertThat(planned.path("steps").asInt()).isEqualTo((int) (1.75 * steps));
		assertThat(planned.path("halving").path("leastSteps").asInt()).isEqualTo(steps);
		JsonNode second = this.client.finished(this.client.start(search));
		assertThat(second.path("counts").toString()).isEqualTo("{\"SUCCEEDED\":2,\"DISCARDED\":3}");
		JsonNode winner = winner(second);
		assertThat(winner.path("reused").asBoolean()).isTrue();
		assertThat(winner.path("jobId").asString()).isEqualTo(winner(first).path("jobId").asString());
		assertThat(each(winner.path("rungs"), "score")).isEqualTo(each(winner(first).path("rungs"), "score"));
		assertThat(second.path("analysis").path("arms")).isEqualTo(first.path("analysis").path("arms"));
		assertThat(second.path("analysis").path("halving").path("steps").asInt()).isEqualTo(3 * steps);
	}

	@Test
	void aRunOfAGridReplacesTheLastSteps() {
		String search = SEARCH.replace("[7]", "[8]");
		String grid = search.replace(",\n \"search\": {\"kind\": \"halving\", \"reduction\": 2}", "");
		List<String> jobs = each(this.client.finished(this.client.start(grid)).path("runs"), "jobId");
		assertThat(jobs).hasSize(5);
		assertThat(this.client.dryRun(search).path("reused").asInt()).isEqualTo(1);
		JsonNode finished = this.client.finished(this.client.start(search));
		JsonNode winner = winner(finished);
		assertThat(winner.path("reused").asBoolean()).isTrue();
		assertThat(winner.path("jobId").asString()).isIn(jobs);
		assertThat(winner.path("rungs").size()).isEqualTo(2);
		assertThat(each(this.client.json("/jobs/" + winner.path("jobId").asString()).path("attempts"), "outcome"))
			.containsExactly("SUCCEEDED");
		assertThat(finished.path("counts").toString()).isEqualTo("{\"SUCCEEDED\":2,\"DISCARDED\":3}");
	}

	private static JsonNode winner(JsonNode experiment) {
		return experiment.path("runs")
			.valueStream()
			.filter((run) -> run.path("state").asString().equals("SUCCEEDED") && run.path("rungs").size() == 2)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void aMetricThatTheLeadingDatasetLacksIsRejected() {
		JsonNode problem = this.client.post("/experiments",
				SEARCH.replace("\"reduction\": 2", "\"metric\": \"accuracy\""), 422);
		assertThat(problem.path("field").asString()).isEqualTo("search.metric");
	}

	/** Steps of the discarded runs. */
	private static int stepsDone(JsonNode experiment) {
		return experiment.path("runs")
			.valueStream()
			.filter((run) -> run.path("state").asString().equals("DISCARDED"))
			.mapToInt((run) -> run.path("rungs").get(run.path("rungs").size() - 1).path("step").asInt())
			.sum();
	}

	/** The same plan as a job of its own. */
	private String uninterrupted(JsonNode job) {
		ObjectNode plan = (ObjectNode) JsonMapper.shared().readTree(job.path("plan").toString());
		plan.put("name", "uninterrupted");
		String id = this.client.post("/jobs", plan.toString(), 202).path("id").asString();
		Patience.await().until(() -> this.client.json("/jobs/" + id).path("status").asString().equals("SUCCEEDED"));
		assertThat(each(this.client.json("/jobs/" + id).path("attempts"), "outcome")).containsExactly("SUCCEEDED");
		return id;
	}

	private String losses(String job) {
		return this.client.json("/jobs/" + job + "/metrics?points=0")
			.path("training")
			.valueStream()
			.map((point) -> point.path("step") + " " + point.path("task") + " " + point.path("loss"))
			.toList()
			.toString();
	}

	private String weights(String model) throws IOException {
		return Digests
			.sha256(Files.readAllBytes(this.registry.bundle(this.registry.get(model)).resolve("model.safetensors")));
	}

}
