package io.mtdnn.api;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The committed specification. {@code -Dmtdnn.update-docs=true} regenerates it. */
@ApiTestSettings
class OpenApiTests {

	private static final Path COMMITTED = Path.of("docs/openapi.json");

	private static final String UPDATE = "./mvnw test -Dtest=OpenApiTests -Dmtdnn.update-docs=true";

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	@Autowired
	private MockMvcTester mvc;

	@BeforeEach
	void regenerateIfRequested() throws Exception {
		if (Boolean.getBoolean("mtdnn.update-docs")) {
			Files.writeString(COMMITTED, text(specification()));
		}
	}

	@Test
	void clientsOfTheCommittedSpecificationContinueToWork() throws Exception {
		assertThat(Compatibility.breaks(JSON.readTree(COMMITTED.toFile()), specification()))
			.as("Incompatible changes. When meant: " + UPDATE)
			.isEmpty();
	}

	@Test
	void theCommittedSpecificationEqualsThatOfTheService() throws Exception {
		assertThat(Files.readString(COMMITTED)).as("Update with " + UPDATE).isEqualTo(text(specification()));
	}

	@Test
	void everyOperationHasASummary() throws Exception {
		assertThat(operations(specification())).isNotEmpty()
			.allSatisfy(
					(call, operation) -> assertThat(operation.path("summary").asString("")).as("summary of %s", call)
						.isNotBlank());
	}

	@Test
	void everyFieldAndParameterIsDescribed() throws Exception {
		JsonNode document = specification();
		List<String> bare = new ArrayList<>();
		bare("", document.path("components").path("schemas"), bare);
		operations(document).forEach((call, operation) -> {
			bare(call, operation, bare);
			for (JsonNode parameter : operation.path("parameters")) {
				if (!parameter.has("description")) {
					bare.add(call + " " + parameter.path("name").asString());
				}
			}
		});
		assertThat(bare).as("to be described in openapi-fields.properties or by an annotation").isEmpty();
	}

	private static void bare(String place, JsonNode part, List<String> found) {
		part.path("properties").properties().forEach((property) -> {
			if (!property.getValue().has("description")) {
				found.add(place + "." + property.getKey());
			}
		});
		part.properties().forEach((inner) -> bare(place + "." + inner.getKey(), inner.getValue(), found));
	}

	@Test
	void everyTextDescribesSomething() throws Exception {
		JsonNode document = specification();
		Set<String> known = new HashSet<>();
		document.path("components").path("schemas").properties().forEach((schema) -> {
			for (String property : schema.getValue().path("properties").propertyNames()) {
				known.addAll(List.of(property, schema.getKey() + "." + property));
			}
		});
		operations(document).values()
			.forEach((operation) -> operation.path("parameters")
				.forEach((parameter) -> known.add("parameter." + parameter.path("name").asString())));
		Properties texts = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("io/mtdnn/web/openapi/openapi-fields.properties"));
		assertThat(known).containsAll(texts.stringPropertyNames());
	}

	@Test
	void valuesBeyondALimitOfAJobAreRejected() throws Exception {
		JsonNode fields = specification().path("components").path("schemas").path("JobRequest").path("properties");
		Map<String, List<Object>> beyond = new LinkedHashMap<>();
		fields.properties().forEach((field) -> beyond.put(field.getKey(), beyond(field.getValue())));
		beyond.forEach((field,
				values) -> values.forEach((value) -> assertThat(this.mvc.post()
					.uri("/jobs")
					.contentType(MediaType.APPLICATION_JSON)
					.content(JSON.writeValueAsString(Map.of("encoder", "minilm-l6-uncased", "tasks",
							List.of(Map.of("dataset", "sample-squad")), field, value))))
					.as("%s: %s", field, value)
					.hasStatus4xxClientError()
					.bodyJson()
					.extractingPath("field")
					.isEqualTo(field)));
		assertThat(beyond.values()).filteredOn((values) -> !values.isEmpty()).hasSizeGreaterThan(15);
	}

	private static List<Object> beyond(JsonNode field) {
		List<Object> values = new ArrayList<>();
		if (field.has("minimum")) {
			values.add(field.path("minimum").decimalValue().subtract(BigDecimal.ONE));
		}
		if (field.has("maximum")) {
			values.add(field.path("maximum").decimalValue().add(BigDecimal.ONE));
		}
		if (field.has("maxLength")) {
			values.add("x".repeat(field.path("maxLength").asInt() + 1));
		}
		if (field.has("maxItems")) {
			values.add(IntStream.rangeClosed(0, field.path("maxItems").asInt()).mapToObj(Integer::toString).toList());
		}
		return values;
	}

	@Test
	void everyOperationDocumentsItsScopeAndRejections() throws Exception {
		Map<String, JsonNode> operations = operations(specification());
		operations.forEach((call, operation) -> {
			String scope = operation.path("x-required-scope").asString("none");
			if (call.startsWith("GET /v2/health/") || call.equals("GET /caller")) {
				assertThat(scope).as(call).isEqualTo("none");
			}
			else {
				assertThat(scope).as(call).isIn("read", "infer", "train", "admin");
				assertThat(operation.path("responses").propertyNames()).as(call).contains("401", "403");
				assertThat(operation.path("responses").has("429")).as(call).isEqualTo(scope.equals("infer"));
			}
		});
		assertThat(List.of("GET /jobs", "POST /jobs", "POST /qa", "POST /keys", "PUT /models/aliases/{alias}"))
			.extracting((call) -> operations.get(call).path("x-required-scope").asString())
			.containsExactly("read", "train", "infer", "admin", "train");
	}

	@Test
	void theReferenceListsExactlyTheEndpoints() throws Exception {
		assertThat(documentedCalls()).containsExactlyInAnyOrderElementsOf(operations(specification()).keySet());
	}

	/** By method and path. */
	private static Map<String, JsonNode> operations(JsonNode document) {
		Map<String, JsonNode> operations = new LinkedHashMap<>();
		document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((method) -> operations.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
						method.getValue())));
		return operations;
	}

	private static List<String> documentedCalls() throws Exception {
		Matcher matcher = Pattern.compile("`([A-Z]+ /[^`?]*)`")
			.matcher(Files.readString(Path.of("docs", "reference", "api.md")));
		return matcher.results().map((found) -> found.group(1)).toList();
	}

	private static String text(JsonNode specification) {
		return JSON.writeValueAsString(JSON.treeToValue(specification, Object.class)) + "\n";
	}

	private JsonNode specification() throws Exception {
		MvcTestResult answer = this.mvc.get().uri("/v3/api-docs").exchange();
		assertThat(answer).hasStatusOk();
		ObjectNode document = (ObjectNode) JSON.readTree(answer.getResponse().getContentAsByteArray());
		document.remove("servers");
		return document;
	}

}
