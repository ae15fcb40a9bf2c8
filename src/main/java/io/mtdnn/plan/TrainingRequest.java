package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user's request for a plan: fields of a {@link TrainingPlan} as JSON, of any type and
 * value. Absent or null fields have their defaults. {@link TrainingRequests} reads,
 * checks and combines requests.
 *
 * @param fields a copy of the user's fields
 */
public record TrainingRequest(@JsonValue ObjectNode fields) {

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public TrainingRequest(ObjectNode fields) {
		this.fields = fields.deepCopy();
	}

	@Override
	public ObjectNode fields() {
		return this.fields.deepCopy();
	}

}
