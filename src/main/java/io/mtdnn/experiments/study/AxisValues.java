package io.mtdnn.experiments.study;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** Names and compares the values of axes. */
final class AxisValues {

	private AxisValues() {
	}

	/** Such as "squad-v2 weight 0.8", "learningRate 3e-5" or "squad-v2 + swag". */
	static String label(String field, JsonNode value) {
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

	/**
	 * Something that is equal for the same values, as plans read them: 1 and 1.0 are one.
	 */
	static Object comparable(JsonNode value) {
		if (value.isNumber()) {
			return number(value);
		}
		if (value.isArray()) {
			return value.valueStream().map(AxisValues::comparable).toList();
		}
		if (value.isObject()) {
			return value.properties()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (field) -> comparable(field.getValue())));
		}
		return value;
	}

	/** Whether a value is the same as an earlier one, although written differently. */
	static boolean hasTwice(Collection<JsonNode> values) {
		Set<Object> seen = new HashSet<>();
		return !values.stream().map(AxisValues::comparable).allMatch(seen::add);
	}

	/** Infinity and NaN have no decimal form, and are compared as they are. */
	private static Object number(JsonNode value) {
		try {
			return new BigDecimal(value.toString()).stripTrailingZeros();
		}
		catch (NumberFormatException ex) {
			return value;
		}
	}

}
