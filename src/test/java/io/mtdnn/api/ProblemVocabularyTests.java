package io.mtdnn.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.mtdnn.web.ProblemType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Problems use the same types everywhere, and the page on errors lists all types. */
@ApiTestSettings
class ProblemVocabularyTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{3}) \\| `([a-z-]+)` \\| ([^|]+) \\|");

	@Autowired
	private MockMvcTester mvc;

	@Test
	void thePageOnErrorsListsEveryType() throws Exception {
		List<String> listed = ROW.matcher(Files.readString(Path.of("docs", "reference", "errors.md")))
			.results()
			.map((row) -> row.group(1) + " /problems/" + row.group(2) + " " + row.group(3).strip())
			.toList();
		assertThat(listed).containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
			.map((type) -> type.status().value() + " " + type.uri() + " " + type.title())
			.toList());
	}

	@Test
	void everyOperationRejectsAnInvalidBodyWith400() throws Exception {
		int bodies = 0;
		JsonNode paths = specification().path("paths");
		for (String path : paths.propertyNames()) {
			for (String method : paths.path(path).propertyNames()) {
				if (paths.path(path).path(method).at("/requestBody/content").has("application/json")) {
					bodies++;
					for (String body : List.of("{\"a\": ", "[3]", "{\"no-such-field\": 1}")) {
						invalid(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path, body);
					}
				}
			}
		}
		assertThat(bodies).isGreaterThan(8);
	}

	private void invalid(HttpMethod method, String path, String body) throws Exception {
		MockHttpServletResponse response = this.mvc.method(method)
			.uri(path.replaceAll("\\{\\w+}", "none"))
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange()
			.getResponse();
		assertThat(JsonMapper.shared().readTree(response.getContentAsString()).path("type").asString(""))
			.as("%s %s %s: %s", method, path, body, response.getContentAsString())
			.isEqualTo(ProblemType.INVALID_REQUEST.uri().toString());
	}

	private JsonNode specification() throws Exception {
		return JsonMapper.shared()
			.readTree(this.mvc.get().uri("/v3/api-docs").exchange().getResponse().getContentAsByteArray());
	}

}
