package io.mtdnn.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks responses and requests against an OpenAPI 3.1 document, whose schemas are JSON
 * Schema 2020-12. In one way it is stricter: a field that the document does not name is a
 * fault, unless its object is explicitly open.
 */
final class AnswerSchemas {

	private static final List<String> OPEN = List.of("ProblemDetail", "JsonNode");

	private final ObjectNode components;

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final Map<JsonNode, Schema> compiled = new HashMap<>();

	AnswerSchemas(JsonNode document) {
		this.components = (ObjectNode) document.path("components").deepCopy();
		ObjectNode schemas = (ObjectNode) this.components.path("schemas");
		schemas.propertyNames()
			.stream()
			.filter((name) -> !OPEN.contains(name))
			.forEach((name) -> close(schemas.get(name)));
	}

	private static void close(JsonNode schema) {
		if (schema.has("properties") && !schema.has("additionalProperties")) {
			((ObjectNode) schema).put("additionalProperties", false);
		}
		schema.forEach(AnswerSchemas::close);
	}

	/** The fault of a response of this operation, or null. */
	String fault(JsonNode operation, int status, String type, String body) {
		JsonNode responses = operation.path("responses");
		String key = responses.has(Integer.toString(status)) ? Integer.toString(status) : "default";
		if (!responses.has(key) || (status < 400 && key.equals("default"))) {
			return "An undocumented status";
		}
		JsonNode content = responses.path(key).path("content");
		if (content.isEmpty()) {
			return body.isEmpty() ? null : "A body where none is documented";
		}
		String plain = (type != null) ? MediaType.parseMediaType(type).removeQualityValue().getType() + "/"
				+ MediaType.parseMediaType(type).getSubtype() : "none";
		if (!content.has(plain)) {
			return "An undocumented type of answer: " + plain;
		}
		JsonNode schema = content.path(plain).path("schema");
		return plain.endsWith("json") ? violations(schema, plain, body) : null;
	}

	/** The fault of a request body of this type, or null. */
	String requestFault(JsonNode operation, String type, String body) {
		return type.contains("json")
				? violations(operation.path("requestBody").path("content").path(type).path("schema"), type, body)
				: null;
	}

	/** In a stream of lines, the schema is that of a line. */
	private String violations(JsonNode schema, String type, String body) {
		return type.endsWith("ndjson")
				? body.lines().map((line) -> violations(schema, line)).filter(Objects::nonNull).findFirst().orElse(null)
				: violations(schema, body);
	}

	private String violations(JsonNode schema, String body) {
		Schema checked = this.compiled.computeIfAbsent(schema, this::compile);
		List<com.networknt.schema.Error> errors = checked.validate(body, InputFormat.JSON,
				(context) -> context.executionConfig((settings) -> settings.formatAssertionsEnabled(true)));
		return errors.isEmpty() ? null : "Not in its schema: " + errors;
	}

	private Schema compile(JsonNode schema) {
		ObjectNode root = (ObjectNode) schema.deepCopy();
		root.set("components", this.components);
		return this.registry.getSchema(root);
	}

}
