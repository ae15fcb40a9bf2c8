package io.mtdnn.plan.resolution;

import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlanField;
import io.mtdnn.plan.RequestShape;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan in construction: the request's values, and a default for every field that is
 * absent or has an invalid value.
 */
final class Draft {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	private final ObjectNode fields;

	private Draft(ObjectNode fields) {
		this.fields = fields;
	}

	/** Reads a request and collects its faults. */
	static Draft of(TrainingRequest request, SpecialTokens special, PlanFaults faults) {
		RequestShape shape = RequestShape.of(request);
		shape.faults().forEach((fault) -> faults.add(fault.field(), fault.message()));
		Draft draft = new Draft(shape.fields());
		for (PlanField field : PlanField.plan()) {
			draft.fill(field, special, faults);
		}
		return draft;
	}

	private void fill(PlanField field, SpecialTokens special, PlanFaults faults) {
		if (this.fields.has(field.name())) {
			FieldRanges.check(field.name(), this.fields.get(field.name()), field, faults);
			if (!faults.none(field.name()) && field.fields().isEmpty()) {
				this.fields.remove(field.name());
			}
			else if (this.fields.get(field.name()) instanceof ObjectNode object) {
				fillInside(object, field);
			}
		}
		if (!this.fields.has(field.name())) {
			set(field.name(), FieldDefaults.of(field, this.fields, special));
		}
	}

	private static void fillInside(ObjectNode object, PlanField field) {
		field.fields()
			.stream()
			.filter((inner) -> inner.hasConstantDefault() && !object.has(inner.name()))
			.forEach((inner) -> object.set(inner.name(), JSON.<JsonNode>valueToTree(inner.constantDefault())));
	}

	/** Sets the value of a field; null removes the field. */
	void set(String field, @Nullable Object value) {
		if (value == null) {
			this.fields.remove(field);
		}
		else {
			this.fields.set(field, JSON.<JsonNode>valueToTree(value));
		}
	}

	/** The plan with the current values. */
	TrainingPlan plan() {
		return JSON.treeToValue(this.fields, TrainingPlan.class);
	}

}
