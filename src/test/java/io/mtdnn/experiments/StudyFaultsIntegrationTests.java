package io.mtdnn.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mtdnn.api.SmallEncoder;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Faulty requests, and changes to a study's jobs, encoder and data from outside. */
class StudyFaultsIntegrationTests extends ExperimentsTest {

	@Test
	void everyFaultOfTheAxesIsNamedAndNothingIsStored() {
		JsonNode problem = rejected(study("faulty", "").replace("\"axes\": [",
				"\"axes\": [{\"field\": \"lerningRate\", \"values\": [1e-4]}, {\"field\": \"dropout\", \"values\": [0.1]},"
						+ " {\"field\": \"dropout\", \"values\": [0.2]}, "),
				422);
		assertThat(each(problem.path("errors"), "field")).containsExactly("axes[0].field", "axes[2].field");
		assertThat(problem.path("errors").get(0).path("message").asString())
			.startsWith("there is no field 'lerningRate'");
	}

	@Test
	void everyFaultOfARequestWithItsAxesAndPlanIsNamedAtOnce() {
		JsonNode problem = rejected(
				"""
						{"name": "faulty", "parallel": 0, "search": {"kind": "random", "count": 0},
						 "plan": {"encoder": "small", "batchSize": 0, "epochs": -1, "tasks": [{"dataset": "sample-squad"}, {"dataset": "sample-swag"}]},
						 "axes": [{"field": "lerningRate", "values": [1e-4]}]}""",
				400);
		assertThat(each(problem.path("errors"), "field")).containsExactlyInAnyOrder("parallel", "search.count",
				"axes[0].field", "plan.batchSize", "plan.epochs");
	}

	@Test
	void aFaultOfAnAxisValueNamesThatValue() {
		JsonNode problem = rejected(
				"""
						{"name": "faulty", "seeds": [0], "plan": {"encoder": "small", "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-swag"}]},
						 "axes": [{"field": "dropout", "values": [0.1, 0.2]}, {"field": "learningRate", "values": [1e-4, 7]}]}""",
				422);
		assertThat(each(problem.path("errors"), "message"))
			.containsExactly("above 0.0 to 1.0, not 7.0 (in learningRate 7)");
	}

	@Test
	void allInvalidPlansAreListedAndNoRunIsStarted() {
		JsonNode problem = rejected(study("impossible", "\"seeds\": [0]").replace("\"axes\": [",
				"\"axes\": [{\"field\": \"learningRate\", \"values\": [-1, 1e-4, 7]}, "), 422);
		assertThat(each(problem.path("errors"), "field")).containsOnly("plan.learningRate");
		assertThat(each(problem.path("errors"), "message")).hasSize(2)
			.anyMatch((message) -> message.contains("-1") && message.contains("learningRate -1"))
			.anyMatch((message) -> message.contains("7") && message.contains("learningRate 7"));
	}

	@Test
	void aHundredThousandCombinationsAreCountedAndRejected() {
		String values = IntStream.rangeClosed(1, 317)
			.mapToObj((i) -> i + "e-5")
			.collect(Collectors.joining(", ", "[", "]"));
		JsonNode problem = rejected(
				study("many", "").replace("\"axes\": [", "\"axes\": [{\"field\": \"learningRate\", \"values\": "
						+ values + "}, {\"field\": \"weightDecay\", \"values\": " + values + "}, "),
				422);
		assertThat(problem.path("detail").asString())
			.contains("200978 combinations with 3 seeds are 602934 runs; at most 500 are allowed");
	}

	@Test
	void aPresetWhoseDataIsMissingNamesTheDataset() throws IOException {
		Path mnli = ROOT.resolve("data/mnli");
		Path away = ROOT.resolve("mnli-away");
		Files.move(mnli, away);
		try {
			JsonNode problem = rejected("{\"preset\": \"table-1\", \"plan\": {" + SMALL + "}}", 422);
			assertThat(each(problem.path("errors"), "message"))
				.allMatch((message) -> message.startsWith("dataset 'mnli' has no "))
				.anyMatch((message) -> message.endsWith("(in QA+SC)"))
				.anyMatch((message) -> message.endsWith("(in QA+MCC+SC)"));
		}
		finally {
			Files.move(away, mnli);
		}
	}

	@Test
	void malformedRequestsAndExtensionsNameTheirFields() {
		assertThat(each(rejected("{\"name\": \"x\"}", 400).path("errors"), "field")).containsExactly("plan");
		assertThat(each(rejected(study("x", "\"controls\": [\"placebos\"]"), 400).path("errors"), "field"))
			.containsExactly("controls[0]");
		assertThat(each(rejected(study("x", "\"searches\": 1"), 400).path("errors"), "field"))
			.containsExactly("searches");
		String id = this.client.start(study("to extend", "\"seeds\": [0]"));
		String extend = "/experiments/" + id + "/extend";
		this.client.post(extend, "{}", 400);
		this.client.post(extend, "{\"axes\": [null]}", 400);
		assertThat(each(this.client.post(extend, "{\"axes\": [{\"field\": \"dropout\", \"values\": [0.1]}]}", 422)
			.path("errors"), "field")).containsExactly("axes[0].field");
		this.client.post(extend, "{\"axes\": [{\"field\": \"tasks[squad-v2].weight\", \"values\": [-1]}]}", 422);
		assertThat(this.client.finished(id).path("runs").size()).isEqualTo(2);
		this.client.post("/experiments/" + id + "/retry", "", 409);
	}

	@Test
	void jobsCancelledOrPurgedOutsideTheStudyAreRetried() {
		String id = this.client.start(study("meddled with", "\"seeds\": [100, 101]"));
		JsonNode runs = this.client.awaitCount(id, "OPEN", 2).path("runs");
		// the last one, which does not end before the request
		int last = each(runs, "state").lastIndexOf("OPEN");
		String job = runs.get(last).path("jobId").asString();
		this.client.send(HttpMethod.DELETE, "/jobs/" + job + "?purge=true", "", 202);
		JsonNode finished = this.client.finished(id);
		assertThat(finished.path("runs").get(last).path("state").asString()).isEqualTo("CANCELLED");
		assertThat(finished.path("runs").get(last).path("problem").asString()).contains("cancelled by request");
		assertThat(finished.path("counts").path("SUCCEEDED").asInt()).isEqualTo(3);
		this.client.tell(id, "retry");
		assertThat(this.client.awaitCount(id, "SUCCEEDED", 4).path("state").asString()).isEqualTo("FINISHED");
		String purged = finished.path("runs").get(0).path("jobId").asString();
		JsonNode before = this.client.get(id).path("analysis");
		this.client.send(HttpMethod.DELETE, "/jobs/" + purged + "?purge=true&models=true", "", 202);
		assertThat(this.client.get(id).path("analysis")).isEqualTo(before);
	}

	@Test
	void anEncoderThatChangesDuringAStudyStopsIt() throws IOException {
		Path encoder = ROOT.resolve("encoders/changing");
		SmallEncoder.write(encoder);
		String id = this.client.start(study("changing encoder", "\"seeds\": [110, 111], \"parallel\": 1")
			.replace("\"encoder\": \"small\"", "\"encoder\": \"changing\""));
		this.client.awaitCount(id, "SUCCEEDED", 1);
		this.client.tell(id, "stop");
		this.client.awaitState(id, "STOPPED");
		byte[] weights = Files.readAllBytes(encoder.resolve("model.safetensors"));
		byte[] others = weights.clone();
		others[others.length - 1] ^= 1;
		replace(encoder.resolve("model.safetensors"), others);
		this.client.tell(id, "continue");
		JsonNode stopped = this.client.awaitState(id, "STOPPED");
		assertThat(stopped.path("reason").asString())
			.contains("reads other files than the runs before: encoder changing: model.safetensors");
		replace(encoder.resolve("model.safetensors"), weights);
		this.client.tell(id, "continue");
		JsonNode finished = this.client.finished(id);
		assertThat(finished.path("counts").path("SUCCEEDED").asInt()).as("%s", finished.path("runs")).isEqualTo(4);
		assertThat(finished.has("reason")).isFalse();
	}

	@Test
	void aDatasetThatChangesDuringAStudyStopsIt() throws IOException {
		String id = this.client.start(study("changing data", "\"seeds\": [120, 121], \"parallel\": 1"));
		this.client.awaitCount(id, "SUCCEEDED", 1);
		this.client.tell(id, "stop");
		Path train = ROOT.resolve("data/cola/in_domain_train.tsv");
		byte[] rows = Files.readAllBytes(train);
		replace(train, Files.readString(train).replaceFirst("The", "Their").getBytes(StandardCharsets.UTF_8));
		this.client.tell(id, "continue");
		JsonNode stopped = this.client.awaitState(id, "STOPPED");
		assertThat(stopped.path("reason").asString()).contains("reads other files than the runs before: cola/train");
		replace(train, rows);
		this.client.tell(id, "continue");
		assertThat(this.client.finished(id).path("counts").path("SUCCEEDED").asInt()).isEqualTo(4);
	}

	@Test
	void aStudyWithoutFinishedRunsHasATableButNoFigure() {
		String id = this.client.start(study("no runs", "\"seeds\": [130]"));
		this.client.tell(id, "stop");
		JsonNode problem = this.client.send(HttpMethod.GET, "/experiments/" + id + "/figure", "", 409);
		assertThat(problem.path("type").asString()).contains("results-missing");
		assertThat(this.client.text("/experiments/" + id + "/table?format=markdown")).contains("0 of 2 runs");
		assertThat(this.client.get(id).path("analysis").path("sentence").asString()).isEqualTo("No run has finished.");
	}

	@Test
	void modelsEvaluatedOnDifferentQuestionsAreNotCompared() {
		String ten = study("ten questions", "\"seeds\": [140]").replace("\"squad-v2\": 20", "\"squad-v2\": 10");
		String a = model(this.client.finished(this.client.start(ten)));
		String b = model(this.client.finished(this.client.start(study("twenty", "\"seeds\": [140]"))));
		JsonNode problem = this.client.send(HttpMethod.GET, "/comparisons?a=" + a + "&b=" + b, "", 422);
		assertThat(problem.path("detail").asString()).contains("different questions (20)").contains("(10)");
	}

	@Test
	void asManyModelsAreComparedAsAnArmHasSeeds() {
		String fifty = String.join(",", Collections.nCopies(50, "none"));
		JsonNode problem = this.client.send(HttpMethod.GET, "/comparisons?b=none&a=none," + fifty, "", 400);
		assertThat(problem.path("field").asString()).isEqualTo("a");
		assertThat(problem.path("detail").asString()).contains("must name 1 to 50 models, separated by commas, not 51");
		this.client.send(HttpMethod.GET, "/comparisons?b=none&a=" + fifty, "", 404);
	}

	@Test
	void armsOfAStudyAreComparedOverTheirSeeds() {
		String id = this.client.start(study("compared", "\"seeds\": [150, 151]"));
		this.client.finished(id);
		String arms = "/comparisons?experiment=" + id + "&a=squad-v2 weight 1.0&b=squad-v2 weight 0.5";
		JsonNode comparison = this.client.json(arms);
		assertThat(comparison.path("a").size()).isEqualTo(2);
		assertThat(comparison.path("pairs").path("all").asInt()).isEqualTo(4);
		assertThat(each(comparison.path("categories"), "category")).contains("answerable", "questionWord",
				"answerLength", "contextLength", "article");
		assertThat(this.client.text(arms + "&format=markdown")).contains("Of 4 pairs of models");
		JsonNode problem = this.client.send(HttpMethod.GET, arms.replace("0.5", "0.6"), "", 400);
		assertThat(problem.path("errors").get(0).path("message").asString())
			.contains("its arms are: squad-v2 weight 0.5; squad-v2 weight 1.0");
		this.client.post("/experiments/" + id + "/extend",
				"{\"axes\": [{\"field\": \"tasks[squad-v2].weight\", \"values\": [0.7]}]}", 202);
		this.client.tell(id, "stop");
		this.client.send(HttpMethod.GET, arms.replace("0.5", "0.7"), "", 409);
	}

	/** Replaces a whole file at once: a run that reads it finds the one or the other. */
	private static void replace(Path file, byte[] bytes) throws IOException {
		Path other = Files.write(ROOT.resolve("replacement"), bytes);
		Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	private static String model(JsonNode experiment) {
		return experiment.path("runs").get(0).path("modelId").asString();
	}

	/** The problem; neither experiments nor jobs have been added. */
	private JsonNode rejected(String body, int status) {
		String before = stored();
		JsonNode problem = this.client.post("/experiments", body, status);
		this.client.post("/experiments?dryRun=true", body, status);
		assertThat(stored()).isEqualTo(before);
		return problem;
	}

	/**
	 * Experiments, and jobs that belong to none of them: studies of other tests may go
	 * on.
	 */
	private String stored() {
		List<String> experiments = each(this.client.json("/experiments?limit=100").path("items"), "id");
		List<String> others = new ArrayList<>();
		this.client.json("/jobs?limit=200").path("items").forEach((job) -> {
			String group = job.path("group").asString("");
			if (experiments.stream().noneMatch(group::contains)) {
				others.add(job.path("id").asString());
			}
		});
		return experiments + " " + others;
	}

}
