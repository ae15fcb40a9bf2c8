package io.mtdnn.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The committed specification. {@code -Dmtdnn.update-docs=true} writes it anew. */
@ApiTestSettings
class OpenApiTests {

	private static final Path COMMITTED = Path.of("docs/openapi.json");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	@Autowired
	private MockMvcTester mvc;

	@Test
	void clientsOfTheCommittedSpecificationGoOnWorking() throws Exception {
		JsonNode now = specification();
		if (Boolean.getBoolean("mtdnn.update-docs")) {
			Files.writeString(COMMITTED, JSON.writeValueAsString(JSON.treeToValue(now, Object.class)) + "\n");
		}
		assertThat(Compatibility.breaks(JSON.readTree(COMMITTED.toFile()), now))
			.as("Incompatible changes. When meant: ./mvnw test -Dtest=OpenApiTests -Dmtdnn.update-docs=true")
			.isEmpty();
	}

	@Test
	void everyOperationIsExplained() throws Exception {
		JsonNode paths = specification().path("paths");
		for (String path : paths.propertyNames()) {
			for (String method : paths.path(path).propertyNames()) {
				assertThat(paths.path(path).path(method).path("summary").asString(""))
					.as("summary of %s %s", method, path)
					.isNotBlank();
			}
		}
	}

	@Test
	void theReadmeHasEveryEndpointAndNoOther() throws Exception {
		JsonNode paths = specification().path("paths");
		List<String> calls = new ArrayList<>();
		paths.propertyNames()
			.forEach((path) -> paths.path(path).propertyNames().forEach((method) -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path)));
		assertThat(documentedCalls()).containsExactlyInAnyOrderElementsOf(calls);
	}

	private static List<String> documentedCalls() throws Exception {
		Matcher matcher = Pattern.compile("`([A-Z]+ /[^`?]*)`")
			.matcher(Files.readString(Path.of("README.md")).replaceAll("(?s)^.*## Endpoints(.*?)Every error.*$", "$1"));
		return matcher.results().map((found) -> found.group(1)).toList();
	}

	private JsonNode specification() throws Exception {
		MvcTestResult answer = this.mvc.get().uri("/v3/api-docs").exchange();
		assertThat(answer).hasStatusOk();
		ObjectNode document = (ObjectNode) JSON.readTree(answer.getResponse().getContentAsByteArray());
		document.remove("servers");
		return document;
	}

}
