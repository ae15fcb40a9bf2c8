package io.mtdnn.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replaces each field of each body by each kind of value: the response describes the
 * fault in terms of the API.
 */
@ApiTestSettings
class WrongValuesTests {

	private static final int DEEPEST = 4;

	/** As JSON. */
	private static final String[] VALUES = { "null", "[]", "{}", "[null]", "{\"a\":null}", "\"\"", "\"text\"", "true",
			"-1", "1e400", "99999999999999999999", "\"\\u0000\"", "\"\\ud83d\"",
			"\"" + "\ud83d\ude00".repeat(3000) + "\"", "\"+999999999-12-31T23:59:59Z\"" };

	private static final Pattern WRONG_TYPE = Pattern
		.compile("(string|integer|number|boolean|array|object) found, \\w+ expected");

	@Autowired
	private MockMvcTester mvc;

	@Test
	void noValueCausesAnInternalErrorOrRevealsInternals() throws Exception {
		JsonNode document = JsonMapper.shared()
			.readTree(this.mvc.get().uri("/v3/api-docs").exchange().getResponse().getContentAsByteArray());
		AnswerSchemas schemas = new AnswerSchemas(document);
		List<String> faults = new ArrayList<>();
		int tried = 0;
		for (String path : document.path("paths").propertyNames()) {
			for (String method : document.path("paths").path(path).propertyNames()) {
				JsonNode schema = document.path("paths")
					.path(path)
					.path(method)
					.at("/requestBody/content/application~1json/schema");
				for (List<String> field : fields(document, schema, List.of())) {
					for (String value : VALUES) {
						tried++;
						String body = body(field, value);
						String wrong = schemas.requestFault(document.path("paths").path(path).path(method),
								MediaType.APPLICATION_JSON_VALUE, body);
						look(method, path, body, isWrongInItself(path, wrong), faults);
					}
				}
			}
		}
		assertThat(tried).isGreaterThan(1000);
		assertThat(faults).isEmpty();
	}

	private void look(String method, String path, String body, boolean wrongInItself, List<String> faults)
			throws Exception {
		MockHttpServletResponse answer = this.mvc.method(HttpMethod.valueOf(method.toUpperCase()))
			.uri(path.replaceAll("\\{\\w+}", "none"))
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange()
			.getResponse();
		String text = answer.getContentAsString(StandardCharsets.UTF_8);
		boolean failed = answer.getStatus() >= 500 && answer.getStatus() != 503;
		boolean misjudged = wrongInItself && answer.getStatus() == 422;
		String wording = (answer.getStatus() >= 400) ? ProblemVocabulary.fault(answer.getStatus(), text) : null;
		if (failed || misjudged || wording != null
				|| answer.getStatus() >= 400 && (Innards.PATTERN.matcher(text).find() || text.length() > 10_000)) {
			faults.add("%n%s %s %.80s -> %d %.400s".formatted(method, path, body.replaceAll("[^ -~]+", "?"),
					answer.getStatus(), text));
		}
	}

	/**
	 * Whether a body is to be a 400: it is not in its schema. Bounds of a training plan
	 * are judged with the plan.
	 */
	private static boolean isWrongInItself(String path, String fault) {
		return fault != null && (!path.equals("/jobs") || WRONG_TYPE.matcher(fault).find());
	}

	/** The steps to each field; "[]" for the elements of a list. */
	private static List<List<String>> fields(JsonNode document, JsonNode given, List<String> way) {
		List<List<String>> found = new ArrayList<>();
		String reference = given.path("$ref").asString("");
		JsonNode schema = reference.isEmpty() ? given
				: document.path("components").path("schemas").path(reference.substring(reference.lastIndexOf('/') + 1));
		if (way.size() > DEEPEST) {
			return found;
		}
		Map<String, JsonNode> children = new LinkedHashMap<>();
		schema.path("properties")
			.propertyNames()
			.forEach((name) -> children.put(name, schema.path("properties").path(name)));
		if (schema.path("additionalProperties").isObject()) {
			children.put("sample-cola", schema.path("additionalProperties"));
		}
		if (schema.has("items")) {
			children.put("[]", schema.path("items"));
		}
		children.forEach((name, child) -> {
			List<String> step = new ArrayList<>(way);
			step.add(name);
			found.add(step);
			found.addAll(fields(document, child, step));
		});
		return found;
	}

	private static String body(List<String> field, String value) {
		String body = value;
		for (int i = field.size() - 1; i >= 0; i--) {
			body = field.get(i).equals("[]") ? "[" + body + "]"
					: "{" + JsonMapper.shared().writeValueAsString(field.get(i)) + ":" + body + "}";
		}
		return body;
	}

}
