package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.registry.ModelAliases;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every example of a request body in the specification is in its schema, is sent, and is answered as the specification says. The service holds what the
 * examples name: the datasets of the paper, an encoder under the name of the paper's, a model with the name of the paper's job, and
 * two aliases. An {id} in a path is that of what the POST to the path's first part has made.
 */
@ApiTestSettings
@DirtiesContext
@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:examples;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
		"mtdnn.data-dir=target/api-tests/examples/data", "mtdnn.encoders-dir=target/api-tests/examples/encoders",
		"mtdnn.artifacts.directory=target/api-tests/examples/artifacts" })
class OpenApiExamplesTests {

	private static final Path HOME = Path.of("target/api-tests/examples");

	private static final String MODEL = "qa 0.8 + swag + cola + mrpc + mnli";

	private static final List<Task> TASKS = List.of(new Task("squad-v2", HeadKind.SPAN, List.of()),
			new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of()),
			new Task("cola", HeadKind.CLASSIFICATION, List.of("unacceptable", "acceptable")),
			new Task("mnli", HeadKind.CLASSIFICATION, List.of("entailment", "neutral", "contradiction")),
			new Task("mrpc", HeadKind.CLASSIFICATION, List.of("different", "same")));

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private EncoderCatalog encoders;

	@Autowired
	private ModelFactory models;

	@Autowired
	private ModelRegistry registry;

	@Autowired
	private ModelAliases aliases;

	private final Map<String, String> made = new LinkedHashMap<>();

	@BeforeEach
	void whatTheExamplesName() throws IOException {
		Path encoder = this.encoders.directory("minilm-l6-uncased");
		copy(encoder, HOME.resolve("encoders/bert-base-cased"));
		copy(Path.of("src/main/resources/sample-data"), HOME.resolve("data"));
		Path mnli = Files.createDirectories(HOME.resolve("data/mnli"));
		for (String file : List.of("multinli_1.0_train.jsonl", "multinli_1.0_dev_matched.jsonl")) {
			Files.writeString(mnli.resolve(file), """
					{"gold_label": "entailment", "sentence1": "The lamps are lit.", "sentence2": "There are lamps."}
					""");
		}
		Path bundle = HOME.resolve("bundle");
		FileSystemUtils.deleteRecursively(bundle);
		try (TrainableModel model = this.models.openForTraining(encoder, TASKS, new TrainableModelSettings(0, 0, SpanLoss.MEAN,
				Precision.FP32, OptimizerSettings.of(OptimizerKind.ADAMW, 0, 1), 1))) {
			this.models.writeBundle(bundle, encoder, model, new ModelDescription("minilm-l6-uncased", TASKS, 128, 32, 64, 0, Map.of()));
		}
		this.registry.register(new ModelRegistration("examples-1", MODEL, bundle, Map.of()));
		this.aliases.move("production", MODEL);
		this.aliases.move("candidate", MODEL);
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path copy = to.resolve(from.relativize(file).toString());
				Files.createDirectories(copy.getParent());
				Files.deleteIfExists(copy);
				Files.copy(file, copy);
			}
		}
	}

	@Test
	void everyExampleRuns() throws Exception {
		JsonNode document = JsonMapper.shared()
			.readTree(this.mvc.get().uri("/v3/api-docs").exchange().getResponse().getContentAsByteArray());
		AnswerSchemas schemas = new AnswerSchemas(document);
		List<Example> examples = examples(document);
		for (Example example : examples) {
			assertThat(schemas.requestFault(example.operation(), example.type(), example.body())).as("%s", example).isNull();
			MockHttpServletResponse answer = send(example);
			String body = answer.getContentAsString();
			assertThat(answer.getStatus()).as("%s: %s", example, body).isBetween(200, 299);
			assertThat(schemas.fault(example.operation(), answer.getStatus(), answer.getContentType(), body))
				.as("%s: %s", example, body)
				.isNull();
			note(example, body);
		}
		assertThat(examples).hasSizeGreaterThan(14);
	}

	/** Those of paths without variables first, as the others need what they make. */
	private static List<Example> examples(JsonNode document) {
		List<Example> examples = new ArrayList<>();
		document.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((method) -> {
			method.getValue().path("requestBody").path("content").properties().forEach((content) -> {
				List<String> bodies = bodies(content.getValue());
				assertThat(bodies).as("examples of %s %s, %s", method.getKey(), path.getKey(), content.getKey()).isNotEmpty();
				bodies.forEach((body) -> examples
					.add(new Example(path.getKey(), method.getKey(), content.getKey(), body, method.getValue())));
			});
		}));
		return Stream.concat(examples.stream().filter((example) -> !example.path().contains("{")),
				examples.stream().filter((example) -> example.path().contains("{"))).toList();
	}

	private static List<String> bodies(JsonNode content) {
		List<String> bodies = new ArrayList<>();
		content.path("examples").forEach((example) -> bodies.add(text(example.path("value"))));
		if (content.has("example")) {
			bodies.add(text(content.path("example")));
		}
		return bodies;
	}

	private static String text(JsonNode value) {
		return value.isString() ? value.asString() : value.toString();
	}

	private MockHttpServletResponse send(Example example) {
		List<String> variables = new ArrayList<>();
		for (JsonNode parameter : example.operation().path("parameters")) {
			if (parameter.path("in").asString().equals("path")) {
				variables.add(parameter.path("example").asString(this.made.get(example.first())));
			}
		}
		return this.mvc.method(HttpMethod.valueOf(example.method().toUpperCase()))
			.uri(example.path(), variables.toArray())
			.contentType(MediaType.parseMediaType(example.type()))
			.content(example.body())
			.exchange()
			.getResponse();
	}

	private void note(Example example, String body) {
		if (example.method().equals("post") && body.startsWith("{")) {
			this.made.put(example.first(), JsonMapper.shared().readTree(body.lines().toList().get(0)).path("id").asString(""));
		}
	}

	/** A request that the specification shows. */
	private record Example(String path, String method, String type, String body, JsonNode operation) {

		String first() {
			return this.path.split("/")[1];
		}

		@Override
		public String toString() {
			return "%s %s %s".formatted(this.method, this.path, this.body);
		}

	}

}
