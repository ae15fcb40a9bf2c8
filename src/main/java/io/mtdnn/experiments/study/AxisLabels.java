package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** Derives short names from values. */
final class AxisLabels {

	private AxisLabels() {
	}

	/** Such as "squad-v2 weight 0.8", "learningRate 3e-5" or "squad-v2 + swag". */
	static String of(String field, JsonNode value) {
		if (value.isArray() && !value.isEmpty()) {
			List<String> parts = new ArrayList<>();
			value.forEach((part) -> parts.add(part(part)));
			return String.join(" + ", parts);
		}
		return field.replaceFirst("^tasks\\[([^\\]]+)\\]\\.", "$1 ") + " " + text(value);
	}

	private static String part(JsonNode part) {
		if (!part.isObject()) {
			return text(part);
		}
		String name = part.path("dataset").asString("?");
		return part.path("weight").isNumber() ? name + " " + text(part.path("weight")) : name;
	}

	/** Small numbers as 1e-4, not 1.0E-4. */
	private static String text(JsonNode value) {
		if (value.isNumber()) {
			return value.toString().replaceFirst("(\\.0)?E\\+?", "e");
		}
		return value.isString() ? value.stringValue() : value.toString();
	}

}
