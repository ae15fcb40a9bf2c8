package io.mtdnn.experiments.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of the plan that varies.
 *
 * @param field path of the field, such as `learningRate`, `tasks[squad-v2].weight` or
 * `tasks` for mixtures
 * @param values the values it takes, each with all values of the other axes
 * @param labels names of the values in runs, tables and figures; default made from the
 * values
 */
@Schema(requiredProperties = { "field", "values" })
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Axis(String field, @ArraySchema(schema = @Schema(types = {
		"array", "boolean", "number", "object", "string" })) List<JsonNode> values, @Nullable List<String> labels){

	/** Name of a value. */
	String label(int index) {
		if (this.labels != null && index < this.labels.size()) {
			return this.labels.get(index);
		}
		return AxisValues.label(this.field, this.values.get(index));
	}

}
