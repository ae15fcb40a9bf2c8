package io.mtdnn.plan.resolution;

import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlanField;
import io.mtdnn.plan.PlanField.Shape;
import tools.jackson.databind.JsonNode;

/** Compares values with the ranges of their fields. */
final class FieldRanges {

	private FieldRanges() {
	}

	/**
	 * Compares a value, and everything in it, with its field's range.
	 * @param path path of the value, for the faults
	 */
	static void check(String path, JsonNode value, PlanField field, PlanFaults faults) {
		if (field.shape() == Shape.LIST) {
			for (int i = 0; i < value.size(); i++) {
				inside(path + "[" + i + "]", value.get(i), field, faults);
			}
		}
		else if (field.shape() == Shape.MAP) {
			value.properties()
				.forEach((entry) -> number(path + "[" + entry.getKey() + "]", entry.getValue(), field, faults));
		}
		else if (!field.fields().isEmpty()) {
			inside(path, value, field, faults);
			required(path, value, field, faults);
		}
		else {
			text(path, value, field, faults);
			number(path, value, field, faults);
		}
	}

	private static void inside(String path, JsonNode object, PlanField field, PlanFaults faults) {
		field.fields()
			.stream()
			.filter((inner) -> object.has(inner.name()))
			.forEach((inner) -> check(path + "." + inner.name(), object.get(inner.name()), inner, faults));
	}

	private static void required(String path, JsonNode object, PlanField field, PlanFaults faults) {
		for (PlanField inner : field.fields()) {
			String place = path + "." + inner.name();
			if (inner.knob().required() && !object.has(inner.name()) && faults.none(place)) {
				faults.add(place, "'" + place + "' is required");
			}
		}
	}

	private static void text(String path, JsonNode value, PlanField field, PlanFaults faults) {
		if (value.isString() && value.asString().length() > field.knob().to()) {
			faults.add(path, "at most " + (int) field.knob().to() + " characters, not " + value.asString().length());
		}
	}

	private static void number(String path, JsonNode value, PlanField field, PlanFaults faults) {
		double number = value.asDouble(Double.NaN);
		if (value.isNumber() && !field.isInRange(number)) {
			faults.add(path, field.range() + ", not " + (field.isWhole() ? value.asString() : Double.toString(number)));
		}
	}

}
