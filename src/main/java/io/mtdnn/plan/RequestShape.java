package io.mtdnn.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.plan.PlanField.Shape;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares a request with the fields of a plan.
 *
 * @param fields the request without the parts at fault; in lists of objects, empty
 * objects replace them, so that the indices of the others remain correct
 * @param faults unknown fields and values of the wrong type
 */
public record RequestShape(ObjectNode fields, List<Fault> faults) {

	/** Compares a request. */
	public static RequestShape of(TrainingRequest request) {
		return of(request, Set.of());
	}

	/**
	 * Compares a request.
	 * @param alsoKnown names to report as known besides those of plans
	 */
	static RequestShape of(TrainingRequest request, Set<String> alsoKnown) {
		RequestShape shape = new RequestShape(request.fields(), new ArrayList<>());
		shape.object("", shape.fields, PlanField.plan(), alsoKnown);
		return shape;
	}

	private void object(String path, ObjectNode object, List<PlanField> known, Set<String> alsoKnown) {
		for (String name : List.copyOf(object.propertyNames())) {
			PlanField field = PlanField.named(name, known).orElse(null);
			JsonNode value = object.get(name);
			if (field == null) {
				add(join(path, name),
						"Unknown field '" + Excerpt.of(name) + "'. Known fields: " + names(known, alsoKnown) + ".");
			}
			if (field == null || value.isNull() || !fits(join(path, name), value, field)) {
				object.remove(name);
			}
		}
	}

	private boolean fits(String path, JsonNode value, PlanField field) {
		if (field.shape() == Shape.LIST) {
			return is(value.isArray(), path, "a list") && list(path, (ArrayNode) value, field);
		}
		if (field.shape() == Shape.MAP) {
			return is(value.isObject(), path, "an object") && map(path, (ObjectNode) value, field);
		}
		return one(path, value, field);
	}

	private boolean list(String path, ArrayNode list, PlanField field) {
		return field.fields().isEmpty() ? values(path, list, field) : objects(path, list, field);
	}

	/** Removes the elements that do not fit. */
	private boolean values(String path, ArrayNode list, PlanField field) {
		for (int i = list.size() - 1; i >= 0; i--) {
			if (!one(path + "[" + i + "]", list.get(i), field)) {
				list.remove(i);
			}
		}
		return true;
	}

	/** Replaces the elements that do not fit with empty objects. */
	private boolean objects(String path, ArrayNode list, PlanField field) {
		for (int i = 0; i < list.size(); i++) {
			JsonNode value = list.get(i);
			if (!value.isNull() && !one(path + "[" + i + "]", value, field) || value.isNull()) {
				list.set(i, list.objectNode());
			}
		}
		return true;
	}

	private boolean map(String path, ObjectNode map, PlanField field) {
		for (String name : List.copyOf(map.propertyNames())) {
			if (!one(path + "[" + name + "]", map.get(name), field)) {
				map.remove(name);
			}
		}
		return true;
	}

	private boolean one(String path, JsonNode value, PlanField field) {
		if (!field.fields().isEmpty()) {
			if (is(value.isObject(), path, "an object")) {
				object(path, (ObjectNode) value, field.fields(), Set.of());
				return true;
			}
			return false;
		}
		if (!field.choices().isEmpty()) {
			return is(value.isString() && field.choices().contains(value.asString()), path,
					"one of " + String.join(", ", field.choices()));
		}
		if (field.isWhole()) {
			return is(value.isIntegralNumber(), path, "a whole number") && (field.isLong()
					? is(value.canConvertToLong(), path,
							"a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE)
					: is(value.canConvertToInt(), path,
							"a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE));
		}
		if (field.isReal()) {
			return is(value.isNumber(), path, "a number");
		}
		return field.isBoolean() ? is(value.isBoolean(), path, "true or false")
				: is(value.isString(), path, "a string");
	}

	private boolean is(boolean fits, String path, String expected) {
		if (!fits) {
			add(path, "'" + path + "' must be " + expected + ".");
		}
		return fits;
	}

	private void add(String path, String message) {
		this.faults.add(new Fault(path, message));
	}

	private static String join(String path, String name) {
		return path.isEmpty() ? name : path + "." + name;
	}

	private static String names(List<PlanField> fields, Set<String> others) {
		return Stream.concat(fields.stream().map(PlanField::name).sorted(), others.stream().sorted())
			.collect(Collectors.joining(", "));
	}

}
