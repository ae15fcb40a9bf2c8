package io.mtdnn.tracking.mlflow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.RunFollower.End;
import io.mtdnn.training.RunFollower.FollowedRun;
import io.mtdnn.training.RunFollower.Following;
import io.mtdnn.training.TrainingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server with MLflow's REST API receives runs, and its failures do not affect them.
 */
class MlflowTests {

	private static final TrainingPlan PLAN = JsonMapper.shared()
		.readValue(
				"""
						{"name": "a", "encoder": "minilm-l6-uncased", "tasks": [{"dataset": "cola", "weight": 1}], "epochs": 2, "batchSize": 8,
						 "accumulationSteps": 1, "learningRate": 3e-5, "dropout": 0.1, "warmupFraction": 0.1, "optimizer": "adamax",
						 "weightDecay": 0, "clipNorm": 1, "maxSequenceLength": 64, "maxQuestionLength": 16, "docStride": 16,
						 "maxAnswerLength": 30, "onExhaustion": "cycle", "spanLoss": "sum", "precision": "fp32", "seed": 1,
						 "limits": {"train": {}, "evaluation": {}}, "maxSkippedRows": 0, "checkpointEverySteps": 0}""",
				TrainingPlan.class);

	private static final FollowedRun RUN = new FollowedRun("job-1", 1, "a run", PLAN);

	private final Clock clock = Clock.fixed(Instant.ofEpochMilli(5000), ZoneOffset.UTC);

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

	private volatile boolean experimentExists;

	private volatile boolean runExists;

	private volatile int status = 200;

	/** A text that the server rejects in every body. */
	private volatile String rejected = "nothing";

	/** An operation that fails once. */
	private volatile String failing = "";

	private HttpServer http;

	private Mlflow mlflow;

	@BeforeEach
	void start() throws IOException {
		this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.http.createContext("/", this::answer);
		this.http.start();
		URI url = URI.create("http://127.0.0.1:" + this.http.getAddress().getPort() + "/");
		this.mlflow = new Mlflow(
				new MlflowServer(
						new MlflowProperties(url, "my runs", "secret", Duration.ofSeconds(5), Duration.ofDays(1))),
				Duration.ofDays(1), this.clock);
	}

	@AfterEach
	void stop() {
		this.mlflow.close();
		this.http.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		String operation = exchange.getRequestURI().toString().replaceFirst("^/api/2.0/mlflow/", "");
		byte[] body = exchange.getRequestBody().readAllBytes();
		assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer secret");
		this.calls.add(operation);
		this.bodies.add((body.length > 0) ? JsonMapper.shared().readTree(body) : JsonMapper.shared().nullNode());
		int code = (operation.startsWith("experiments/get") && !this.experimentExists && this.status == 200) ? 404
				: this.status;
		if (operation.equals(this.failing)) {
			this.failing = "";
			code = 500;
		}
		if (new String(body, StandardCharsets.UTF_8).contains(this.rejected)) {
			code = 500;
		}
		String answer = switch (operation.replaceFirst("\\?.*", "")) {
			case "experiments/get-by-name" -> "{\"experiment\": {\"experiment_id\": \"7\"}}";
			case "experiments/create" -> "{\"experiment_id\": \"7\"}";
			case "runs/search" -> this.runExists ? "{\"runs\": [{\"info\": {\"run_id\": \"r\"}}]}" : "{}";
			case "runs/create" -> "{\"run\": {\"info\": {\"run_id\": \"r\"}}}";
			default -> "{}";
		};
		byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(code, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Test
	void anEmptyAddressMirrorsNothing() {
		ApplicationContextRunner runner = new ApplicationContextRunner().withBean(Clock.class, Clock::systemUTC)
			.withUserConfiguration(Properties.class, MlflowConfiguration.class);
		runner.withPropertyValues("mtdnn.mlflow.url=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Mlflow.class));
		runner.withPropertyValues("mtdnn.mlflow.url=http://127.0.0.1:1")
			.run((context) -> assertThat(context).hasSingleBean(Mlflow.class));
		for (String url : List.of("mlflow:5000", "127.0.0.1", "//mlflow:5000", "ftp://mlflow")) {
			runner.withPropertyValues("mtdnn.mlflow.url=" + url)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining("mtdnn.mlflow.url must be an http or https URL"));
		}
		runner.withPropertyValues("mtdnn.mlflow.url=http://127.0.0.1:1", "mtdnn.mlflow.interval=0")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("interval"));
	}

	@Test
	void whatWaitsIsTransferredWhenTheServiceStops() {
		Following run = this.mlflow.follow(RUN);
		run.on(step(1, 0.5));
		run.ended(End.FINISHED);
		this.mlflow.close();
		assertThat(this.mlflow.open()).isZero();
		assertThat(this.calls).endsWith("runs/log-batch", "runs/update");
	}

	@Test
	void aRunIsMirroredFromItsPlanToItsEnd() {
		Following run = this.mlflow.follow(RUN);
		run.on(new TrainingEvent.Started(0, 2, List.of()));
		run.on(step(1, 0.5));
		run.on(step(2, Double.NaN));
		run.on(new TrainingEvent.EvaluationDone(1, "cola", Map.of("accuracy", 0.75)));
		run.ended(End.FINISHED);
		this.mlflow.transfer();

		assertThat(this.calls).containsExactly("experiments/get-by-name?experiment_name=my+runs", "experiments/create",
				"runs/search", "runs/create", "runs/log-batch", "runs/log-batch", "runs/update");
		assertThat(this.bodies.get(2).path("filter").asString()).isEqualTo("tags.`mtdnn.job` = 'job-1'");
		assertThat(this.bodies.get(3)).isEqualTo(JsonMapper.shared()
			.readTree(
					"""
							{"experiment_id": "7", "run_name": "a run", "start_time": 5000, "tags": [{"key": "mtdnn.job", "value": "job-1"}]}"""));
		assertThat(this.bodies.get(4).path("params").valueStream().map(JsonNode::toString)).contains(
				"{\"key\":\"learningRate\",\"value\":\"3.0E-5\"}",
				"{\"key\":\"tasks\",\"value\":\"[{\\\"dataset\\\":\\\"cola\\\",\\\"weight\\\":1.0}]\"}");
		List<String> metrics = new ArrayList<>();
		this.bodies.get(5)
			.path("metrics")
			.forEach((metric) -> metrics.add(metric.path("step").asInt() + " " + metric.path("key").asString() + " "
					+ metric.path("value").asDouble()));
		assertThat(metrics).containsExactly("1 loss/cola 0.5", "1 learning_rate 0.001", "1 epoch 1.0",
				"1 examples_per_second 10.0", "2 learning_rate 0.001", "2 epoch 1.0", "2 examples_per_second 10.0",
				"2 evaluation/cola/accuracy 0.75");
		assertThat(this.bodies.get(6).path("status").asString()).isEqualTo("FINISHED");
		assertThat(this.mlflow.open()).isZero();
	}

	@Test
	void anotherAttemptContinuesTheSameRun() {
		this.experimentExists = true;
		this.runExists = true;
		Following run = this.mlflow.follow(RUN);
		run.on(step(3, 0.25));
		run.ended(End.INTERRUPTED);
		this.mlflow.transfer();
		assertThat(this.calls).containsExactly("experiments/get-by-name?experiment_name=my+runs", "runs/search",
				"runs/update", "runs/log-batch", "runs/log-batch");
		assertThat(this.bodies.get(3).path("params").isEmpty()).isFalse();
		assertThat(this.bodies.get(2).path("status").asString()).isEqualTo("RUNNING");
		assertThat(this.mlflow.open()).isZero();
	}

	@Test
	void dataThatAFailingServerMissedAreSentLater() {
		this.status = 500;
		Following run = this.mlflow.follow(RUN);
		run.on(step(1, 0.5));
		this.mlflow.transfer();
		run.ended(End.FAILED);
		this.mlflow.transfer();
		assertThat(this.mlflow.open()).isOne();
		this.status = 200;
		this.mlflow.transfer();
		assertThat(this.calls).endsWith("runs/log-batch", "runs/log-batch", "runs/update");
		assertThat(this.bodies.get(this.bodies.size() - 1).path("status").asString()).isEqualTo("FAILED");
		assertThat(this.mlflow.open()).isZero();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aRunThatTheServerRejectsIsReportedOnceAlthoughOthersSucceed(CapturedOutput output) {
		this.rejected = "job-2";
		this.mlflow.follow(RUN);
		this.mlflow.follow(new FollowedRun("job-2", 1, "another", PLAN));
		this.mlflow.transfer();
		this.mlflow.transfer();
		assertThat(output.getAll().split("not mirrored to MLflow", -1)).hasSize(2);
	}

	@Test
	void parametersThatWereNotLoggedAreSentAgain() {
		this.experimentExists = true;
		this.failing = "runs/log-batch";
		Following run = this.mlflow.follow(RUN);
		run.ended(End.FINISHED);
		this.mlflow.transfer();
		assertThat(this.mlflow.open()).isOne();
		this.runExists = true;
		this.mlflow.transfer();
		assertThat(this.calls).endsWith("runs/create", "runs/log-batch",
				"experiments/get-by-name?experiment_name=my+runs", "runs/search", "runs/update", "runs/log-batch",
				"runs/update");
		assertThat(this.bodies.get(this.bodies.size() - 2).path("params").isEmpty()).isFalse();
		assertThat(this.mlflow.open()).isZero();
	}

	@Test
	void anUnreachableServerCostsARunOnlyBoundedMemory() {
		this.http.stop(0);
		Following run = this.mlflow.follow(RUN);
		for (int i = 1; i <= MlflowRun.MOST; i++) {
			run.on(step(i, 0.5));
		}
		this.mlflow.transfer();
		run.ended(End.FINISHED);
		assertThat(this.mlflow.open()).isOne();
	}

	private static TrainingEvent step(int step, double loss) {
		return new TrainingEvent.StepDone(step, 10, 1, "cola", loss, 0.001, 10, 5);
	}

	/** Not annotated as a configuration, so that only the test above uses it. */
	@EnableConfigurationProperties(MlflowProperties.class)
	static class Properties {

	}

}
