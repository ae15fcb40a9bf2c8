package io.mtdnn.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.plan.PlanField.Shape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Creates the JSON schema of requests from the fields of plans. */
public final class PlanSchema {

	/** Names of schemas that differ from those of their classes. */
	private static final Map<String, String> NAMES = Map.of("PlannedTask", "TaskRequest");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private PlanSchema() {
	}

	/** Properties of a request by name. */
	public static ObjectNode properties() {
		return properties(PlanField.plan());
	}

	/** Names of the properties that a request must have. */
	public static List<String> required() {
		return required(PlanField.plan());
	}

	/**
	 * The schemas of the objects in a request, by the names with which its schema refers
	 * to them.
	 */
	public static Map<String, ObjectNode> parts() {
		Map<String, ObjectNode> parts = new LinkedHashMap<>();
		addParts(PlanField.plan(), parts);
		return parts;
	}

	private static void addParts(List<PlanField> fields, Map<String, ObjectNode> parts) {
		for (PlanField field : fields) {
			if (!field.fields().isEmpty()) {
				ObjectNode part = JSON.createObjectNode().put("type", "object");
				part.set("properties", properties(field.fields()));
				if (!required(field.fields()).isEmpty()) {
					part.set("required", JSON.valueToTree(required(field.fields())));
				}
				parts.put(name(field), part);
				addParts(field.fields(), parts);
			}
		}
	}

	/** The description of a field in a resolved plan. */
	public static String inPlan(PlanField field) {
		String absent = field.knob().absent();
		return field.knob().value() + (absent.isEmpty() ? "" : "; when absent: " + absent);
	}

	private static ObjectNode properties(List<PlanField> fields) {
		ObjectNode properties = JSON.createObjectNode();
		fields.forEach((field) -> properties.set(field.name(), schema(field)));
		return properties;
	}

	private static List<String> required(List<PlanField> fields) {
		return fields.stream().filter((field) -> field.knob().required()).map(PlanField::name).toList();
	}

	private static ObjectNode schema(PlanField field) {
		ObjectNode schema = JSON.createObjectNode();
		switch (field.shape()) {
			case LIST -> {
				schema.put("type", "array").set("items", value(field));
				bound(schema, "minItems", field.knob().from());
			}
			case MAP -> schema.put("type", "object").set("additionalProperties", range(value(field), field));
			default -> schema.setAll(range(value(field), field));
		}
		if (field.hasConstantDefault()) {
			schema.set("default", JSON.valueToTree(field.constantDefault()));
		}
		if (!field.knob().example().isEmpty()) {
			schema.put("example", field.knob().example());
		}
		return schema.put("description", description(field));
	}

	private static String description(PlanField field) {
		Knob knob = field.knob();
		String range = (knob.above() && field.shape() == Shape.ONE) ? ", above " + number(knob.from()) : "";
		return knob.value() + range + (knob.follows().isEmpty() ? "" : "; default " + knob.follows());
	}

	private static ObjectNode value(PlanField field) {
		ObjectNode schema = JSON.createObjectNode();
		if (!field.fields().isEmpty()) {
			return schema.put("$ref", "#/components/schemas/" + name(field));
		}
		if (field.isWhole()) {
			return schema.put("type", "integer").put("format", field.isLong() ? "int64" : "int32");
		}
		if (field.isReal()) {
			return schema.put("type", "number").put("format", "double");
		}
		schema.put("type", field.isBoolean() ? "boolean" : "string");
		if (!field.choices().isEmpty()) {
			schema.set("enum", JSON.valueToTree(field.choices()));
		}
		return schema;
	}

	private static ObjectNode range(ObjectNode schema, PlanField field) {
		boolean text = field.type() == String.class;
		if (!text) {
			bound(schema, "minimum", field.knob().from());
		}
		bound(schema, text ? "maxLength" : "maximum", field.knob().to());
		return schema;
	}

	private static void bound(ObjectNode schema, String name, double bound) {
		if (Double.isFinite(bound)) {
			schema.put(name, number(bound));
		}
	}

	/** Converts a number; omits a fraction of 0. */
	private static BigDecimal number(double value) {
		return (value == Math.rint(value)) ? BigDecimal.valueOf((long) value) : BigDecimal.valueOf(value);
	}

	private static String name(PlanField field) {
		String name = field.type().getSimpleName();
		return NAMES.getOrDefault(name, name);
	}

}
