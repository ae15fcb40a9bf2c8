package io.mtdnn.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The changes of a new version of an OpenAPI document that break clients of the old one:
 * in responses, missing fields and other types; in requests, also new requirements and
 * narrower values.
 */
final class Compatibility {

	private static final List<String> LEAST = List.of("minimum", "exclusiveMinimum", "minLength", "minItems");

	private static final List<String> MOST = List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

	private final List<String> breaks = new ArrayList<>();

	/**
	 * Every way in which the new document breaks the old one; empty if clients are
	 * unaffected.
	 */
	static List<String> breaks(JsonNode old, JsonNode changed) {
		Compatibility comparison = new Compatibility();
		comparison.paths(old.path("paths"), changed.path("paths"));
		comparison.schemas(old, changed.path("components").path("schemas"));
		return comparison.breaks;
	}

	private void paths(JsonNode old, JsonNode changed) {
		for (String path : old.propertyNames()) {
			for (String method : old.path(path).propertyNames()) {
				String call = method.toUpperCase() + " " + path;
				if (!changed.path(path).has(method)) {
					this.breaks.add(call + " is gone");
				}
				else {
					operation(call, old.path(path).path(method), changed.path(path).path(method));
				}
			}
		}
	}

	private void operation(String call, JsonNode old, JsonNode changed) {
		for (JsonNode parameter : old.path("parameters")) {
			JsonNode kept = parameter(changed, name(parameter));
			if (kept.isMissingNode()) {
				this.breaks.add(call + " no longer takes " + name(parameter));
			}
			else {
				schema(call + " " + name(parameter), parameter.path("schema"), kept.path("schema"), true);
			}
		}
		for (JsonNode parameter : changed.path("parameters")) {
			if (required(parameter) && !required(parameter(old, name(parameter)))) {
				this.breaks.add(call + " now requires " + name(parameter));
			}
		}
		if (required(changed.path("requestBody")) && !required(old.path("requestBody"))) {
			this.breaks.add(call + " now requires a body");
		}
		content(call + " body", old.path("requestBody"), changed.path("requestBody"), true);
		for (String status : old.path("responses").propertyNames()) {
			if (!status.startsWith("2")) {
				continue;
			}
			if (!changed.path("responses").has(status)) {
				this.breaks.add(call + " no longer answers " + status);
			}
			else {
				content(call + " " + status, old.path("responses").path(status), changed.path("responses").path(status),
						false);
			}
		}
	}

	private void content(String place, JsonNode old, JsonNode changed, boolean sent) {
		for (String type : old.path("content").propertyNames()) {
			if (!changed.path("content").has(type)) {
				this.breaks.add(place + " is no longer " + type);
			}
			else {
				schema(place, old.path("content").path(type).path("schema"),
						changed.path("content").path(type).path("schema"), sent);
			}
		}
	}

	private void schemas(JsonNode document, JsonNode changed) {
		JsonNode old = document.path("components").path("schemas");
		Set<String> sent = new HashSet<>();
		Set<String> answered = new HashSet<>();
		for (JsonNode path : document.path("paths")) {
			for (JsonNode operation : path) {
				references(operation.path("requestBody"), old, sent);
				references(operation.path("responses"), old, answered);
			}
		}
		for (String name : old.propertyNames()) {
			if (!changed.has(name)) {
				this.breaks.add("schema " + name + " is gone");
			}
			else {
				schema(name, old.path(name), changed.path(name), sent.contains(name) || !answered.contains(name));
			}
		}
	}

	private static void references(JsonNode node, JsonNode schemas, Set<String> found) {
		String reference = node.path("$ref").asString("");
		String name = reference.substring(reference.lastIndexOf('/') + 1);
		if (!name.isEmpty() && found.add(name)) {
			references(schemas.path(name), schemas, found);
		}
		node.forEach((child) -> references(child, schemas, found));
	}

	private void schema(String place, JsonNode old, JsonNode changed, boolean sent) {
		if (!type(old).equals(type(changed))) {
			this.breaks.add(place + " has another type");
			return;
		}
		if (sent) {
			narrowed(place, old, changed);
		}
		Set<String> values = texts(changed.path("enum"));
		texts(old.path("enum")).stream()
			.filter((value) -> !values.contains(value))
			.forEach((value) -> this.breaks.add(place + " can no longer be " + value));
		for (String property : old.path("properties").propertyNames()) {
			if (!changed.path("properties").has(property)) {
				this.breaks.add(place + "." + property + " is gone");
			}
			else {
				schema(place + "." + property, old.path("properties").path(property),
						changed.path("properties").path(property), sent);
			}
		}
		for (String part : List.of("items", "additionalProperties")) {
			if (old.path(part).isObject()) {
				schema(place + "[]", old.path(part), changed.path(part), sent);
			}
		}
	}

	private void narrowed(String place, JsonNode old, JsonNode changed) {
		Set<String> before = texts(old.path("required"));
		texts(changed.path("required")).stream()
			.filter((property) -> !before.contains(property))
			.forEach((property) -> this.breaks.add(place + "." + property + " is now required"));
		double none = Double.NEGATIVE_INFINITY;
		LEAST.stream()
			.filter((bound) -> changed.path(bound).asDouble(none) > old.path(bound).asDouble(none))
			.forEach((bound) -> this.breaks.add(place + " has a higher " + bound));
		MOST.stream()
			.filter((bound) -> changed.path(bound).asDouble(-none) < old.path(bound).asDouble(-none))
			.forEach((bound) -> this.breaks.add(place + " has a lower " + bound));
		if (changed.has("pattern") && !changed.path("pattern").equals(old.path("pattern"))) {
			this.breaks.add(place + " has another pattern");
		}
		if (changed.has("enum") && !old.has("enum")) {
			this.breaks.add(place + " can only be some values");
		}
	}

	private static JsonNode parameter(JsonNode operation, String name) {
		for (JsonNode parameter : operation.path("parameters")) {
			if (name(parameter).equals(name)) {
				return parameter;
			}
		}
		return MissingNode.getInstance();
	}

	private static boolean required(JsonNode part) {
		return part.path("required").asBoolean(false);
	}

	private static String name(JsonNode parameter) {
		return parameter.path("in").asString("") + " parameter " + parameter.path("name").asString("");
	}

	private static String type(JsonNode schema) {
		return schema.path("type").toString() + schema.path("$ref").asString("") + schema.path("format").asString("")
				+ schema.path("items").path("type") + schema.path("items").path("$ref").asString("");
	}

	private static Set<String> texts(JsonNode array) {
		Set<String> texts = new HashSet<>();
		array.forEach((item) -> texts.add(item.asString("")));
		return texts;
	}

}
