package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user asks for: fields of a {@link TrainingPlan} as JSON, of any type and value.
 * A field that is left out or null takes its default. {@link TrainingRequests} reads,
 * checks and combines requests.
 *
 * @param fields a copy of what the user sent
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
