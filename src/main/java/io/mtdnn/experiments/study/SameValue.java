package io.mtdnn.experiments.study;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** Compares values as plans do, for which 1 and 1.0 are the same number. */
final class SameValue {

	private SameValue() {
	}

	/** Something that is equal for the same values. */
	static Object of(JsonNode value) {
		if (value.isNumber()) {
			return number(value);
		}
		if (value.isArray()) {
			return value.valueStream().map(SameValue::of).toList();
		}
		if (value.isObject()) {
			return value.properties()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (field) -> of(field.getValue())));
		}
		return value;
	}

	/** Whether a value is the same as an earlier one, although written differently. */
	static boolean hasTwice(Collection<JsonNode> values) {
		Set<Object> seen = new HashSet<>();
		return !values.stream().map(SameValue::of).allMatch(seen::add);
	}

	/** A number that is none, such as infinity, has no decimal form. */
	private static Object number(JsonNode value) {
		try {
			return new BigDecimal(value.toString()).stripTrailingZeros();
		}
		catch (NumberFormatException ex) {
			return value;
		}
	}

}
