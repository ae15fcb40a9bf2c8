package io.mtdnn.jobs.rows;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mtdnn.training.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the JSON stored in rows and journals. It remains readable if a later
 * version adds or drops fields.
 */
@Component
public class JobJson {

	private final JsonMapper mapper = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.addMixIn(TrainingEvent.class, EventNames.class)
		.build();

	/**
	 * Writes JSON that any character set can represent: unpaired surrogates are escaped.
	 */
	public String write(Object value) {
		return new String(bytes(value), StandardCharsets.UTF_8);
	}

	public byte[] bytes(Object value) {
		return this.mapper.writeValueAsBytes(value);
	}

	/** Writes an event including the name of its type. */
	public byte[] event(TrainingEvent event) {
		return this.mapper.writerFor(TrainingEvent.class).writeValueAsBytes(event);
	}

	public <T> T read(String json, Class<T> type) {
		return this.mapper.readValue(json, type);
	}

	/** Null for null. */
	public <T> @Nullable T readOrNull(@Nullable String json, Class<T> type) {
		return (json != null) ? this.mapper.readValue(json, type) : null;
	}

	public <T> T read(byte[] json, Class<T> type) {
		return this.mapper.readValue(json, type);
	}

	/** Null for null. */
	public <T> @Nullable T readOrNull(@Nullable String json, TypeReference<T> type) {
		return (json != null) ? this.mapper.readValue(json, type) : null;
	}

	public JsonNode tree(@Nullable String json) {
		return (json != null) ? this.mapper.readTree(json) : this.mapper.createObjectNode();
	}

	public JsonNode tree(byte[] json) {
		return this.mapper.readTree(json);
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
	@JsonSubTypes({ @JsonSubTypes.Type(value = TrainingEvent.InputsRead.class, name = "inputs"),
			@JsonSubTypes.Type(value = TrainingEvent.Started.class, name = "started"),
			@JsonSubTypes.Type(value = TrainingEvent.StepDone.class, name = "step"),
			@JsonSubTypes.Type(value = TrainingEvent.Evaluating.class, name = "evaluating"),
			@JsonSubTypes.Type(value = TrainingEvent.EvaluationDone.class, name = "evaluation"),
			@JsonSubTypes.Type(value = TrainingEvent.TaskTotals.class, name = "totals"),
			@JsonSubTypes.Type(value = TrainingEvent.AffinityMeasured.class, name = "affinity"),
			@JsonSubTypes.Type(value = TrainingEvent.Paused.class, name = "paused"),
			@JsonSubTypes.Type(value = TrainingEvent.CheckpointWritten.class, name = "checkpoint") })
	private interface EventNames {

	}

}
