package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.Patience;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every example of the specification conforms to its schema, is sent as Swagger UI fills
 * it in, and yields a response that conforms to the specification. The service has the
 * state after the quickstart: the sample job has run, on a small encoder under the name
 * of the shipped one, and the alias {@code default} points to its model.
 */
@ApiTestSettings
@DirtiesContext
@TestPropertySource(properties = {
		"spring.datasource.url=jdbc:h2:mem:examples;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,worker,serving", "mtdnn.data-dir=target/api-tests/examples/data",
		"mtdnn.runs-dir=target/api-tests/examples/runs", "mtdnn.encoders-dir=target/api-tests/examples/encoders",
		"mtdnn.artifacts.directory=target/api-tests/examples/artifacts" })
class OpenApiExamplesTests {

	private static final Path HOME = Path.of("target/api-tests/examples");

	/** Calls without an example, most of which end something that must be named. */
	private static final List<String> WITHOUT_EXAMPLE = List.of("post /regression", "delete /jobs/{id}",
			"post /jobs/{id}/resume", "delete /models/aliases/{alias}", "post /models/aliases/{alias}/rollback",
			"delete /models/{model}", "delete /keys/{id}", "delete /datasets/{name}", "get /experiments/{id}",
			"get /experiments/{id}/table", "get /experiments/{id}/figure", "get /experiments/{id}/report",
			"post /experiments/{id}/stop", "post /experiments/{id}/continue", "post /experiments/{id}/retry",
			"post /experiments/{id}/extend", "get /experiments/{id}/capsule", "get /replays/{id}", "post /models",
			"post /encoders", "get /encoders/{name}", "get /jobs/{id}/predictions.json",
			"get /jobs/{id}/nbest_predictions.json", "get /jobs/{id}/null_odds.json",
			"delete /encoders/{name}/download", "get /models/imports/{id}", "delete /models/imports/{id}");

	@Autowired
	private MockMvcTester mvc;

	@BeforeAll
	static void smallEncoder() throws IOException {
		FileSystemUtils.deleteRecursively(HOME);
		SmallEncoder.write(HOME.resolve("encoders/minilm-l6-uncased"));
	}

	@BeforeEach
	void theSampleJobHasRun() throws IOException {
		JsonNode job = json(
				send("POST", "/jobs", new ClassPathResource("static/sample-job.json").getContentAsString(UTF_8)));
		String path = "/jobs/" + job.path("id").asString();
		Patience.await().until(() -> json(send("GET", path, "")).path("status").asString().equals("SUCCEEDED"));
		assertThat(send("PUT", "/models/aliases/default", "{\"model\": \"%s\"}".formatted(job.path("id").asString()))
			.getStatus()).isEqualTo(200);
	}

	@Test
	void everyExampleSucceeds() throws Exception {
		JsonNode document = json(send("GET", "/v3/api-docs", ""));
		AnswerSchemas schemas = new AnswerSchemas(document);
		List<Example> examples = examples(document);
		for (Example example : examples) {
			if (example.type() != null) {
				assertThat(schemas.requestFault(example.operation(), example.type(), example.body())).as("%s", example)
					.isNull();
			}
			MockHttpServletResponse answer = send(example);
			String body = answer.getContentAsString();
			assertThat(answer.getStatus()).as("%s: %s", example, body).isBetween(200, 299);
			assertThat(schemas.fault(example.operation(), answer.getStatus(), answer.getContentType(), body))
				.as("%s: %s", example, body)
				.isNull();
		}
		assertThat(examples).hasSizeGreaterThan(30);
	}

	/** Calls without a body first, while the sample job is the newest. */
	private static List<Example> examples(JsonNode document) {
		List<Example> examples = new ArrayList<>();
		document.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((method) -> {
			JsonNode operation = method.getValue();
			if (!WITHOUT_EXAMPLE.contains(method.getKey() + " " + path.getKey())) {
				JsonNode contents = operation.path("requestBody").path("content");
				contents.properties()
					.forEach((content) -> bodies(content.getValue()).forEach((body) -> examples
						.add(new Example(path.getKey(), method.getKey(), content.getKey(), body, operation))));
				if (contents.isEmpty()) {
					examples.add(new Example(path.getKey(), method.getKey(), null, "", operation));
				}
			}
		}));
		return Stream
			.concat(examples.stream().filter((example) -> example.type() == null),
					examples.stream().filter((example) -> example.type() != null))
			.toList();
	}

	private static List<String> bodies(JsonNode content) {
		List<String> bodies = new ArrayList<>();
		content.path("examples").forEach((example) -> bodies.add(text(example.path("value"))));
		if (content.has("example")) {
			bodies.add(text(content.path("example")));
		}
		assertThat(bodies).as("examples in %s", content).isNotEmpty();
		return bodies;
	}

	private static String text(JsonNode value) {
		return value.isString() ? value.asString() : value.toString();
	}

	/** With the examples of its parameters, as the form of Swagger UI has them. */
	private MockHttpServletResponse send(Example example) {
		List<String> variables = new ArrayList<>();
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(example.path());
		MockMvcTester.MockMvcRequestBuilder request = this.mvc
			.method(HttpMethod.valueOf(example.method().toUpperCase()));
		for (JsonNode parameter : example.operation().path("parameters")) {
			String name = parameter.path("name").asString();
			String value = parameter.path("example").asString("");
			switch (value.isEmpty() ? "none" : parameter.path("in").asString()) {
				case "path" -> variables.add(value);
				case "query" -> address.queryParam(name, value);
				case "header" -> request.header(name, value);
				default ->
					assertThat(parameter.path("required").asBoolean(false)).as("%s needs %s", example, name).isFalse();
			}
		}
		request.uri(address.build().toUriString(), variables.toArray());
		if (example.type() != null) {
			request.contentType(MediaType.parseMediaType(example.type())).content(example.body());
		}
		return request.exchange(Patience.LIMIT).getResponse();
	}

	private MockHttpServletResponse send(String method, String path, String body) {
		return this.mvc.method(HttpMethod.valueOf(method))
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange()
			.getResponse();
	}

	private static JsonNode json(MockHttpServletResponse answer) {
		return JsonMapper.shared().readTree(answer.getContentAsByteArray());
	}

	/** A request that the specification shows; without a type it has no body. */
	private record Example(String path, String method, String type, String body, JsonNode operation) {

		@Override
		public String toString() {
			return "%s %s %s".formatted(this.method, this.path, this.body);
		}

	}

}
