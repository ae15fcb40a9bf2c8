package io.mtdnn.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** What a new version of an OpenAPI document takes from the clients of the old one. */
final class Compatibility {

	private final List<String> breaks = new ArrayList<>();

	/** Every way in which the new document breaks the old one; empty when clients notice nothing. */
	static List<String> breaks(JsonNode old, JsonNode changed) {
		Compatibility comparison = new Compatibility();
		comparison.paths(old.path("paths"), changed.path("paths"));
		comparison.schemas(old.path("components").path("schemas"), changed.path("components").path("schemas"));
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
		Set<String> known = new HashSet<>();
		old.path("parameters").forEach((parameter) -> known.add(name(parameter)));
		Set<String> kept = new HashSet<>();
		changed.path("parameters").forEach((parameter) -> {
			kept.add(name(parameter));
			if (parameter.path("required").asBoolean(false) && !required(old, name(parameter))) {
				this.breaks.add(call + " now requires " + name(parameter));
			}
		});
		known.stream().filter((name) -> !kept.contains(name)).forEach((name) -> this.breaks.add(call + " no longer takes " + name));
		for (String status : old.path("responses").propertyNames()) {
			if (status.startsWith("2") && !changed.path("responses").has(status)) {
				this.breaks.add(call + " no longer answers " + status);
			}
		}
	}

	private void schemas(JsonNode old, JsonNode changed) {
		for (String name : old.propertyNames()) {
			if (!changed.has(name)) {
				this.breaks.add("schema " + name + " is gone");
				continue;
			}
			JsonNode properties = changed.path(name).path("properties");
			for (String property : old.path(name).path("properties").propertyNames()) {
				if (!properties.has(property)) {
					this.breaks.add(name + "." + property + " is gone");
				}
				else if (!type(old.path(name).path("properties").path(property)).equals(type(properties.path(property)))) {
					this.breaks.add(name + "." + property + " has another type");
				}
			}
			Set<String> before = texts(old.path(name).path("required"));
			texts(changed.path(name).path("required")).stream()
				.filter((property) -> !before.contains(property) && old.path(name).path("properties").has(property))
				.forEach((property) -> this.breaks.add(name + "." + property + " is now required"));
		}
	}

	private static boolean required(JsonNode operation, String name) {
		for (JsonNode parameter : operation.path("parameters")) {
			if (name(parameter).equals(name)) {
				return parameter.path("required").asBoolean(false);
			}
		}
		return false;
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
