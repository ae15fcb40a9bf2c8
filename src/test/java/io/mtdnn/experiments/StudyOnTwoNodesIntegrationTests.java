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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A study on two processes that share a PostgreSQL database and are both killed during
 * the study.
 */
class StudyOnTwoNodesIntegrationTests {

	private static final String STUDY = """
			{"name": "two nodes", "seeds": [0, 1, 2, 3, 4], "parallel": 4,
			 "plan": {"encoder": "small", "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola"}],
			  "batchSize": 8, "epochs": 1, "maxSequenceLength": 64, "maxQuestionLength": 16, "docStride": 32,
			  "limits": {"train": {"sample-squad": 40}, "evaluation": {"sample-squad": 20, "sample-cola": 10}}},
			 "axes": [{"field": "tasks[sample-squad].weight", "values": [0.5, 1.0]}]}""";

	private static final int RUNS = 10;

	private static final String SEARCH = """
			{"name": "search", "seeds": [0], "parallel": 2,
			 "plan": {"encoder": "small", "tasks": [{"dataset": "sample-squad", "weight": 0.5}, {"dataset": "sample-cola"}],
			  "batchSize": 4, "epochs": 3, "maxSequenceLength": 64, "maxQuestionLength": 16, "docStride": 32,
			  "limits": {"train": {"sample-squad": 40}, "evaluation": {"sample-squad": 20, "sample-cola": 10}}},
			 "axes": [{"field": "learningRate", "values": [1e-5, 1e-4, 1e-3, 3e-3]}],
			 "search": {"kind": "halving", "reduction": 2}}""";

	@TempDir
	Path folder;

	private final String database = Postgres.url();

	private ServiceProcess one;

	private ServiceProcess two;

	@BeforeEach
	void start() throws IOException {
		SmallEncoder.write(this.folder.resolve("encoders/small"));
		List<String> options = List.of("--spring.datasource.url=" + this.database,
				"--spring.datasource.username=postgres", "--spring.datasource.password=postgres",
				"--db-scheduler.polling-interval=100ms", "--db-scheduler.heartbeat-interval=1s",
				"--mtdnn.data-dir=" + this.folder.resolve("data"), "--mtdnn.cache-dir=" + this.folder.resolve("cache"),
				"--mtdnn.runs-dir=" + this.folder.resolve("runs"),
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

	/** The number of jobs that have succeeded, while no node runs. */
	private int succeeded() {
		return JdbcClient.create(new DriverManagerDataSource(this.database, "postgres", "postgres"))
			.sql("select count(*) from job where status = 'SUCCEEDED'")
			.query(Integer.class)
			.single();
	}

	private Stream<ServiceProcess> nodes() {
		return Stream.of(this.one, this.two);
	}

	@AfterEach
	void stop() throws IOException {
		nodes().forEach(ServiceProcess::kill);
	}

	@Test
	void twoNodesRunEachJobOfAStudyExactlyOnce() {
		String id = this.one.post("/experiments", STUDY).path("id").asString();
		Patience.await().until(() -> succeededOn(id).containsAll(List.of("one", "two")));
		nodes().forEach(ServiceProcess::kill);
		assertThat(succeeded()).isBetween(2, RUNS - 1);
		startBoth();
		Patience.await().until(() -> this.two.get("/experiments/" + id).path("state").asString().equals("FINISHED"));
		JsonNode finished = this.two.get("/experiments/" + id);
		assertThat(each(finished.path("runs"), "state")).hasSize(RUNS).containsOnly("SUCCEEDED");
		assertThat(each(jobs(id), "id")).containsExactlyInAnyOrderElementsOf(each(finished.path("runs"), "jobId"))
			.doesNotHaveDuplicates();
		assertThat(succeededOn(id)).hasSize(RUNS).containsOnly("one", "two");
		assertThat(finished.path("analysis").path("finished").asInt()).isEqualTo(RUNS);
	}

	@Test
	void aSearchSurvivesALostNodeAndItsWinnerEqualsAnUninterruptedRun() {
		String id = this.one.post("/experiments", SEARCH).path("id").asString();
		Patience.await().until(() -> isMidway(id));
		this.one.kill();
		Patience.await().until(() -> this.two.get("/experiments/" + id).path("state").asString().equals("FINISHED"));
		JsonNode finished = this.two.get("/experiments/" + id);
		assertThat(finished.path("counts").toString()).isEqualTo("{\"SUCCEEDED\":2,\"DISCARDED\":3}");
		JsonNode winner = finished.path("runs")
			.valueStream()
			.filter((run) -> run.path("state").asString().equals("SUCCEEDED") && run.has("rungs"))
			.findFirst()
			.orElseThrow();
		JsonNode job = this.two.get("/jobs/" + winner.path("jobId").asString());
		ObjectNode plan = (ObjectNode) JsonMapper.shared().readTree(job.path("plan").toString());
		String whole = this.two.post("/jobs", plan.put("name", "uninterrupted").toString()).path("id").asString();
		Patience.await().until(() -> this.two.get("/jobs/" + whole).path("status").asString().equals("SUCCEEDED"));
		JsonNode expected = this.two.get("/jobs/" + whole + "/capsule").path("jobs").get(0);
		JsonNode found = this.two.get("/jobs/" + job.path("id").asString() + "/capsule").path("jobs").get(0);
		assertThat(found.path("weights").size()).isOne();
		assertThat(found.path("weights")).isEqualTo(expected.path("weights"));
		assertThat(found.path("steps")).isEqualTo(expected.path("steps"));
	}

	/**
	 * Whether a run has reached a rung and the first node, which is stopped at this
	 * moment, is training another.
	 */
	private boolean isMidway(String id) {
		if (this.one.get("/experiments/" + id).path("runs").valueStream().noneMatch((run) -> run.has("rungs"))) {
			return false;
		}
		this.one.freeze();
		boolean training = this.two.get("/jobs?limit=100&group=experiment:" + id)
			.path("items")
			.valueStream()
			.filter((job) -> job.path("status").asString().equals("RUNNING"))
			.map((job) -> this.two.get("/jobs/" + job.path("id").asString()).path("attempts"))
			.anyMatch((attempts) -> attempts.get(attempts.size() - 1).path("node").asString().equals("one"));
		if (!training) {
			this.one.thaw();
		}
		return training;
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
