package io.mtdnn.registry;

import java.util.List;
import java.util.Map;

import io.mtdnn.task.Task;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it is stored in rows: fields that a later version adds do not make it unreadable. */
@Component
class RegistryJson {

	private static final TypeReference<List<Task>> TASKS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Map<String, Double>>> METRICS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	String write(Object value) {
		return this.mapper.writeValueAsString(value);
	}

	/** How a field with that value looks in what is stored. */
	String field(String name, Object value) {
		return write(name) + ":" + write(value);
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

	<T> T read(String json, Class<T> type) {
		return this.mapper.readValue(json, type);
	}

}
