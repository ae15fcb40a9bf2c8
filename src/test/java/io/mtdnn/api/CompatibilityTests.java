package io.mtdnn.api;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class CompatibilityTests {

	private static final String OLD = """
			{"paths": {"/a": {"get": {"parameters": [{"in": "query", "name": "x"}], "responses": {"200": {}}}}},
			 "components": {"schemas": {"A": {"properties": {"n": {"type": "integer"}, "s": {"type": "string"}},
			  "required": ["n"]}}}}""";

	@Test
	void additionsBreakNobody() {
		assertThat(breaks(OLD.replace("\"s\":", "\"t\": {\"type\": \"string\"}, \"s\":")
			.replace("\"/a\"", "\"/b\": {\"get\": {}}, \"/a\"")
			.replace("[{\"in\"", "[{\"in\": \"query\", \"name\": \"y\"}, {\"in\""))).isEmpty();
	}

	@Test
	void everyBreakIsNamed() {
		assertThat(breaks(OLD.replace("/a", "/b"))).isEqualTo("GET /a is gone");
		assertThat(breaks(OLD.replace("\"name\": \"x\"", "\"name\": \"x\", \"required\": true")))
			.isEqualTo("GET /a now requires query parameter x");
		assertThat(breaks(OLD.replace("\"x\"", "\"y\""))).isEqualTo("GET /a no longer takes query parameter x");
		assertThat(breaks(OLD.replace("\"200\"", "\"202\""))).isEqualTo("GET /a no longer answers 200");
		assertThat(breaks(OLD.replace("\"A\"", "\"B\""))).isEqualTo("schema A is gone");
		assertThat(breaks(OLD.replace("\"s\":", "\"t\":"))).isEqualTo("A.s is gone");
		assertThat(breaks(OLD.replace("integer", "number"))).isEqualTo("A.n has another type");
		assertThat(breaks(OLD.replace("[\"n\"]", "[\"n\", \"s\"]"))).isEqualTo("A.s is now required");
	}

	private static String breaks(String changed) {
		JsonMapper json = JsonMapper.shared();
		return String.join("; ", Compatibility.breaks(json.readTree(OLD), json.readTree(changed)));
	}

}
