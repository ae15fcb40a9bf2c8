package io.mtdnn.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.mtdnn.model.ModelFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/** The life of a study, from a dry run to an extension. */
class StudyLifeIntegrationTests extends ExperimentsTest {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ModelFactory models;

	@Test
	void aDryRunCountsRunsStepsAndReusedJobsAndStoresNothing() {
		String study = study("counted", "\"seeds\": [10, 11]");
		JsonNode before = this.client.json("/experiments?limit=100").path("items");
		JsonNode planned = this.client.dryRun(study);
		assertThat(planned.path("runs").asInt()).isEqualTo(4);
		assertThat(planned.path("reused").asInt()).isZero();
		int mixed = planned.path("arms").get(0).path("steps").asInt();
		int alone = planned.path("arms").get(1).path("steps").asInt();
		assertThat(mixed).isGreaterThan(alone);
		assertThat(planned.path("steps").asInt()).isEqualTo(2 * (mixed + alone));
		assertThat(planned.path("hours").asDouble()).isPositive();
		assertThat(this.client.json("/experiments?limit=100").path("items").size()).isEqualTo(before.size());
		String id = this.client.start(study("one seed of them", "\"seeds\": [11]"));
		JsonNode runs = this.client.finished(id).path("runs");
		planned = this.client.dryRun(study);
		assertThat(planned.path("reused").asInt()).isEqualTo(2);
		assertThat(planned.path("steps").asInt()).isEqualTo(mixed + alone);
		assertThat(each(planned.path("arms").get(0).path("jobs"), "")).hasSize(1);
		assertThat(planned.path("arms").get(0).path("jobs").get(0).asString())
			.isEqualTo(runs.get(0).path("jobId").asString());

		this.jdbc.sql("update job set environment = replace(environment, :precision, :other) where id = :id")
			.param("precision", "\"answeringPrecision\":\"" + this.models.answeringPrecision().text() + "\"")
			.param("other", "\"answeringPrecision\":\"other\"")
			.param("id", runs.get(0).path("jobId").asString())
			.update();
		assertThat(this.client.dryRun(study).path("reused").asInt()).as("one was evaluated in another precision")
			.isOne();
	}

	@Test
	void jobsOfAStudyAreNamedAfterTheirAxesAndBelongToOneGroup() {
		String id = this.client.start(study("named", "\"seeds\": [3], \"priority\": 7"));
		JsonNode runs = this.client.finished(id).path("runs");
		JsonNode job = this.client.json("/jobs/" + runs.get(0).path("jobId").asString());
		assertThat(job.path("name").asString()).isEqualTo("named: squad-v2 weight 0.5, seed 3");
		assertThat(job.path("group").asString()).isEqualTo("experiment:" + id);
		assertThat(job.path("priority").asInt()).isEqualTo(7);
		assertThat(job.path("plan").path("seed").asInt()).isEqualTo(3);
		JsonNode alone = this.client.json("/jobs/" + runs.get(1).path("jobId").asString()).path("plan");
		assertThat(each(alone.path("tasks"), "dataset")).containsExactly("squad-v2");
		assertThat(alone.path("limits").path("train").has("cola")).isFalse();
	}

	@Test
	void theStudyLimitsItsOpenJobs() {
		String id = this.client.start(study("bounded", "\"seeds\": [20, 21, 22], \"parallel\": 1"));
		int open = 0;
		JsonNode experiment;
		do {
			experiment = this.client.get(id);
			open = Math.max(open, experiment.path("counts").path("OPEN").asInt(0));
		}
		while (!experiment.path("state").asString().equals("FINISHED"));
		assertThat(open).isEqualTo(1);
		assertThat(experiment.path("counts").path("SUCCEEDED").asInt()).isEqualTo(6);
	}

	@Test
	void aStoppedStudyContinuesAndItsCancelledJobsAreResumed() {
		String id = this.client.start(study("stopped", "\"seeds\": [30, 31, 32], \"parallel\": 2"));
		// of two open jobs, one waits and is cancelled, even if the other one ends first
		this.client.await(id, (experiment) -> experiment.at("/counts/SUCCEEDED").asInt(0) >= 1
				&& experiment.at("/counts/OPEN").asInt(0) == 2);
		assertThat(this.client.tell(id, "stop").path("state").asString()).isEqualTo("STOPPED");
		JsonNode stopped = this.client.awaitCount(id, "CANCELLED", 1);
		assertThat(stopped.path("counts").path("PENDING").asInt()).isPositive();
		assertThat(this.client.tell(id, "stop").path("state").asString()).isEqualTo("STOPPED");
		assertThat(this.client.tell(id, "continue").path("state").asString()).isEqualTo("RUNNING");
		JsonNode finished = this.client.finished(id);
		assertThat(finished.path("counts").path("SUCCEEDED").asInt()).isEqualTo(6);
		assertThat(each(finished.path("runs"), "jobId")).doesNotHaveDuplicates();
		assertThat(jobs(id)).hasSize(6);
		this.client.post("/experiments/" + id + "/continue", "", 409);
	}

	@Test
	void seedsAndValuesAreAddedToAFinishedStudy() {
		String id = this.client.start(study("extended", "\"seeds\": [40]"));
		List<String> first = each(this.client.finished(id).path("runs"), "jobId");
		assertThat(this.client.extend(id, "{\"seeds\": [40, 41]}").path("runs").size()).isEqualTo(4);
		this.client.finished(id);
		this.client.extend(id, "{\"axes\": [{\"field\": \"tasks[squad-v2].weight\", \"values\": [0.7]}]}");
		JsonNode runs = this.client.finished(id).path("runs");
		assertThat(each(runs, "jobId")).hasSize(6).startsWith(first.toArray(String[]::new));
		assertThat(each(runs, "arm").subList(4, 6)).containsOnly("squad-v2 weight 0.7");
		assertThat(this.client.get(id).path("analysis").path("arms").get(2).path("seeds").asInt()).isEqualTo(2);
	}

	@Test
	void failedRunsAreRetried() throws IOException {
		Path train = ROOT.resolve("data/mrpc/msr_paraphrase_train.txt");
		Files.writeString(train, Files.readString(train) + "not a row\n");
		String study = study("failing", "\"seeds\": [50]").replace("cola", "mrpc")
			.replace("[0.5, 1.0]", "[0.5, 0.8, 1.0]");
		JsonNode problem = this.client.post("/experiments?dryRun=true", study, 422);
		assertThat(problem.path("errors").get(0).path("message").asString()).contains("msr_paraphrase_train.txt")
			.endsWith("(in squad-v2 weight 0.5; squad-v2 weight 0.8)");
		String id = this.client.start(study);
		JsonNode finished = this.client.finished(id);
		assertThat(each(finished.path("runs"), "state")).containsExactly("FAILED", "FAILED", "SUCCEEDED");
		assertThat(finished.path("runs").get(0).path("problem").asString()).contains("msr_paraphrase_train.txt");
		copy("mrpc");
		assertThat(this.client.tell(id, "retry").path("state").asString()).isEqualTo("RUNNING");
		finished = this.client.finished(id);
		assertThat(each(finished.path("runs"), "state")).containsOnly("SUCCEEDED");
		assertThat(finished.path("runs").get(0).has("problem")).isFalse();
	}

	@Test
	void controlsAndAStepBudgetAreOneFieldEach() {
		String id = this.client.start(study("controlled",
				"\"seeds\": [60], \"controls\": [\"baseline\", \"equal-steps\", \"placebo\"], \"budget\": \"steps\""));
		JsonNode finished = this.client.finished(id);
		assertThat(each(finished.path("runs"), "arm")).containsExactly("equal steps", "placebo", "squad-v2 weight 0.5",
				"squad-v2 weight 1.0");
		// 24 questions at weight 0.8 take as long as 30 alone, 12 at weight 0.5 as long
		// as 24
		assertThat(questions(finished)).containsExactly("2 times 15", "1 times 24", "1 times 12", "1 times 24");
		assertThat(finished.path("analysis").path("arms").get(3).path("baseline").asBoolean()).isTrue();
		JsonNode placebo = this.client.json("/jobs/" + finished.path("runs").get(1).path("jobId").asString());
		assertThat(placebo.path("plan").path("tasks").get(1).path("placebo").asBoolean()).isTrue();
	}

	@Test
	void presetsReproduceThePapersTablesWithAnyEncoderAndLimits() {
		String limits = "\"limits\": {\"train\": {\"squad-v2\": 16, \"swag\": 16, \"cola\": 16, \"mrpc\": 16, \"mnli\": 16},"
				+ " \"evaluation\": {\"squad-v2\": 10, \"swag\": 4, \"cola\": 4, \"mrpc\": 4, \"mnli\": 4}}";
		String preset = "{\"preset\": \"%s\", \"seeds\": [0], \"plan\": {" + SMALL + ", " + limits + "}}";
		assertThat(each(this.client.dryRun(preset.formatted("table-1")).path("arms"), "label")).containsExactly("QA",
				"QA+MCC", "QA+SC", "QA+MCC+SC");
		assertThat(each(this.client.dryRun(preset.formatted("table-2")).path("arms"), "label")).containsExactly(
				"squad-v2 weight 0.5", "squad-v2 weight 0.7", "squad-v2 weight 0.8", "squad-v2 weight 0.9",
				"squad-v2 weight 1.0");
		JsonNode finished = this.client.finished(this.client.start(preset.formatted("table-3")));
		assertThat(finished.path("name").asString()).isEqualTo("table-3");
		assertThat(each(finished.path("runs"), "state")).containsOnly("SUCCEEDED");
		assertThat(each(finished.path("analysis").path("arms"), "label")).containsExactly("QA", "QA+MCC+SC");
		assertThat(finished.path("analysis").path("arms").get(0).path("baseline").asBoolean()).isTrue();
	}

	private List<String> questions(JsonNode experiment) {
		return each(experiment.path("runs"), "jobId").stream()
			.map((job) -> this.client.json("/jobs/" + job).path("plan"))
			.map((plan) -> plan.path("epochs").asInt() + " times "
					+ plan.path("limits").path("train").path("squad-v2").asInt())
			.toList();
	}

	private List<String> jobs(String experiment) {
		return each(this.client.json("/jobs?limit=100&group=experiment:" + experiment).path("items"), "id");
	}

}
