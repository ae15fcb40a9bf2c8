package io.mtdnn.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seeded random requests from an OpenAPI document: mostly valid, with some invalid
 * values.
 */
final class GeneratedRequests {

	private static final String[] TEXTS = { "", "a", "minilm-l6-uncased", "sample-squad", "sample-cola",
			"no-such-thing", "../../etc/passwd", "a\u0000b", "\ud83d\ude00 emoji", "\u202eright to left", "' or 1=1 --",
			"%00", "{{7*7}}", "x".repeat(3000), "-1", "null" };

	private static final Object[] NUMBERS = { 0, 1, -1, 2, 16, 384, Integer.MAX_VALUE, Long.MIN_VALUE, 0.5, -0.0, 1e308,
			1e-320, "7", true };

	private final JsonNode document;

	private final Random random;

	private final List<String[]> operations = new ArrayList<>();

	GeneratedRequests(JsonNode document, long seed) {
		this.document = document;
		this.random = new Random(seed);
		for (String path : document.path("paths").propertyNames()) {
			for (String method : document.path("paths").path(path).propertyNames()) {
				this.operations.add(new String[] { method, path });
			}
		}
	}

	/** A request. */
	record Request(String method, String path, Map<String, String> variables, Map<String, String> query,
			Map<String, String> headers, String type, String body, JsonNode operation) {

		@Override
		public String toString() {
			String shown = (this.body != null && this.body.length() > 600) ? this.body.substring(0, 600) + "..."
					: this.body;
			return "%s %s %s ?%s %s %s".formatted(this.method, this.path, this.variables, this.query, this.headers,
					shown);
		}

	}

	int operations() {
		return this.operations.size();
	}

	/** The next request of an operation. */
	Request next(int index) {
		String[] call = this.operations.get(index % this.operations.size());
		JsonNode operation = this.document.path("paths").path(call[1]).path(call[0]);
		Map<String, String> variables = new LinkedHashMap<>();
		Map<String, String> query = new LinkedHashMap<>();
		Map<String, String> headers = new LinkedHashMap<>();
		for (JsonNode parameter : operation.path("parameters")) {
			Map<String, String> place = switch (parameter.path("in").asString("")) {
				case "path" -> variables;
				case "header" -> headers;
				default -> query;
			};
			if (place == variables || this.random.nextInt(3) > 0) {
				place.put(parameter.path("name").asString(""), parameterValue(parameter.path("schema"), place));
			}
		}
		JsonNode content = operation.path("requestBody").path("content");
		String type = content.propertyNames().stream().findFirst().orElse(null);
		String body = (type != null) ? body(content.path(type).path("schema")) : null;
		return new Request(call[0].toUpperCase(), call[1], variables, query, headers, type, body, operation);
	}

	private String parameterValue(JsonNode schema, Map<String, String> place) {
		Object value = value(schema, 0);
		String text = (value instanceof String || value instanceof Number) ? value.toString() : "x";
		// Such characters are illegal in a header or an address; client libraries do not
		// send them.
		String sendable = text.replaceAll("[^\\x21-\\x7e]", "_").replaceAll("[/\\\\;%{}]", ".");
		return sendable.isEmpty() ? "x" : sendable.substring(0, Math.min(sendable.length(), 500));
	}

	private String body(JsonNode schema) {
		int chance = this.random.nextInt(20);
		if (chance == 0) {
			return "";
		}
		if (chance == 1) {
			return "{\"broken\": ";
		}
		if (chance == 2) {
			return "[".repeat(2000);
		}
		return JsonMapper.shared().writeValueAsString(value(schema, 0));
	}

	private Object value(JsonNode given, int depth) {
		JsonNode schema = resolve(given);
		if (this.random.nextInt(12) == 0) {
			return anything(depth);
		}
		if (schema.has("enum")) {
			return schema.path("enum").get(this.random.nextInt(schema.path("enum").size())).asString("");
		}
		return switch (type(schema)) {
			case "object" -> object(schema, depth);
			case "array" -> array(schema, depth);
			case "integer" -> NUMBERS[this.random.nextInt(8)];
			case "number" -> NUMBERS[this.random.nextInt(12)];
			case "boolean" -> this.random.nextBoolean();
			default -> schema.has("example") && this.random.nextBoolean() ? schema.path("example").asString("")
					: TEXTS[this.random.nextInt(TEXTS.length)];
		};
	}

	private Map<String, Object> object(JsonNode schema, int depth) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (String name : schema.path("properties").propertyNames()) {
			if (this.random.nextInt(3) > 0 && depth < 6) {
				object.put(name, value(schema.path("properties").path(name), depth + 1));
			}
		}
		if (schema.path("additionalProperties").isObject()) {
			object.put("sample-squad", value(schema.path("additionalProperties"), depth + 1));
		}
		if (this.random.nextInt(10) == 0) {
			object.put("unknownField", 1);
		}
		return object;
	}

	private List<Object> array(JsonNode schema, int depth) {
		List<Object> items = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			items.add(value(schema.path("items"), depth + 1));
		}
		return items;
	}

	private Object anything(int depth) {
		return switch (this.random.nextInt(5)) {
			case 0 -> null;
			case 1 -> TEXTS[this.random.nextInt(TEXTS.length)];
			case 2 -> NUMBERS[this.random.nextInt(NUMBERS.length)];
			case 3 -> List.of();
			default -> Map.of("a", depth);
		};
	}

	private JsonNode resolve(JsonNode schema) {
		String reference = schema.path("$ref").asString("");
		return reference.isEmpty() ? schema
				: this.document.path("components")
					.path("schemas")
					.path(reference.substring(reference.lastIndexOf('/') + 1));
	}

	private static String type(JsonNode schema) {
		JsonNode type = schema.path("type");
		return type.isArray() ? type.get(0).asString("") : type.asString("");
	}

}
