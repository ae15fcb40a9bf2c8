package io.mtdnn.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.Patience;
import io.mtdnn.ServiceProcess;
import io.mtdnn.api.SmallEncoder;
import io.mtdnn.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A study on two processes over one PostgreSQL, both of which are killed in the middle of
 * it.
 */
class StudyOnTwoNodesIntegrationTests {

	private static final String STUDY = """
			{"name": "two nodes", "seeds": [0, 1, 2, 3, 4], "parallel": 4,
			 "plan": {"encoder": "small", "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola"}],
			  "batchSize": 8, "epochs": 1, "maxSequenceLength": 64, "maxQuestionLength": 16, "docStride": 32,
			  "limits": {"train": {"sample-squad": 40}, "evaluation": {"sample-squad": 20, "sample-cola": 10}}},
			 "axes": [{"field": "tasks[sample-squad].weight", "values": [0.5, 1.0]}]}""";

	private static final int RUNS = 10;

	@TempDir
	Path folder;

	private ServiceProcess one;

	private ServiceProcess two;

	@BeforeEach
	void start() throws IOException {
		SmallEncoder.write(this.folder.resolve("encoders/small"));
		List<String> options = List.of("--spring.datasource.url=" + Postgres.url(),
				"--spring.datasource.username=postgres", "--spring.datasource.password=postgres",
				"--db-scheduler.polling-interval=100ms", "--mtdnn.data-dir=" + this.folder.resolve("data"),
				"--mtdnn.cache-dir=" + this.folder.resolve("cache"), "--mtdnn.runs-dir=" + this.folder.resolve("runs"),
				"--mtdnn.artifacts.directory=" + this.folder.resolve("artifacts"),
				"--mtdnn.encoders-dir=" + this.folder.resolve("encoders"));
		this.one = new ServiceProcess("one", this.folder, options);
		this.two = new ServiceProcess("two", this.folder, options);
		startBoth();
	}

	private void startBoth() {
		nodes().forEach(ServiceProcess::start);
		nodes().forEach(ServiceProcess::awaitReady);
	}

	private Stream<ServiceProcess> nodes() {
		return Stream.of(this.one, this.two);
	}

	@AfterEach
	void stop() throws IOException {
		nodes().forEach(ServiceProcess::kill);
	}

	@Test
	void bothNodesRunJobsOfOneStudyAndNoneIsLostOrRunTwice() {
		String id = this.one.post("/experiments", STUDY).path("id").asString();
		Patience.await().until(() -> succeededOn(id).containsAll(List.of("one", "two")));
		nodes().forEach(ServiceProcess::kill);
		startBoth();
		assertThat(this.two.get("/experiments/" + id).path("counts").path("SUCCEEDED").asInt()).isBetween(2, RUNS - 1);
		Patience.await().until(() -> this.two.get("/experiments/" + id).path("state").asString().equals("FINISHED"));
		JsonNode finished = this.two.get("/experiments/" + id);
		assertThat(each(finished.path("runs"), "state")).hasSize(RUNS).containsOnly("SUCCEEDED");
		assertThat(each(jobs(id), "id")).containsExactlyInAnyOrderElementsOf(each(finished.path("runs"), "jobId"))
			.doesNotHaveDuplicates();
		assertThat(succeededOn(id)).hasSize(RUNS).containsOnly("one", "two");
		assertThat(finished.path("analysis").path("finished").asInt()).isEqualTo(RUNS);
	}

	/** The nodes of the attempts that succeeded. */
	private List<String> succeededOn(String id) {
		return jobs(id).valueStream()
			.flatMap((job) -> this.one.get("/jobs/" + job.path("id").asString()).path("attempts").valueStream())
			.filter((attempt) -> attempt.path("outcome").asString("").equals("SUCCEEDED"))
			.map((attempt) -> attempt.path("node").asString())
			.toList();
	}

	private JsonNode jobs(String id) {
		return this.one.get("/jobs?limit=100&group=experiment:" + id).path("items");
	}

}
