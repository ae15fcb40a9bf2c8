package io.mtdnn.registry.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.mtdnn.task.Task;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the JSON stored in rows. It remains readable if a later version adds
 * fields.
 */
@Component
public class RegistryJson {

	private static final TypeReference<List<Task>> TASKS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Map<String, Double>>> METRICS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	/**
	 * Writes JSON that any character set can represent: unpaired surrogates are escaped.
	 */
	String write(Object value) {
		return new String(this.mapper.writeValueAsBytes(value), StandardCharsets.UTF_8);
	}

	List<Task> tasks(String json) {
		return this.mapper.readValue(json, TASKS);
	}

	Map<String, Map<String, Double>> metrics(String json) {
		return this.mapper.readValue(json, METRICS);
	}

	Map<String, Object> facts(String json) {
		return this.mapper.readValue(json, FACTS);
	}

	/** Reads a value of that type. */
	public <T> T read(String json, Class<T> type) {
		return this.mapper.readValue(json, type);
	}

}
