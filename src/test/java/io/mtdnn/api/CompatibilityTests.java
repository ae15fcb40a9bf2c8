package io.mtdnn.api;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class CompatibilityTests {

	private static final String OLD = """
			{"paths": {"/a": {"get": {"parameters": [{"in": "query", "name": "x", "schema": {"type": "integer", "maximum": 9}}],
			   "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}},
			     "text/csv": {}}}}},
			  "post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
			   "responses": {"204": {}}}}},
			 "components": {"schemas": {
			  "A": {"properties": {"n": {"type": "integer", "minimum": 1}, "s": {"type": "string", "maxLength": 8},
			    "kind": {"type": "string", "enum": ["one", "two"]},
			    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}}, "required": ["n"]},
			  "Part": {"properties": {"weight": {"type": "number"}}},
			  "Answer": {"properties": {"score": {"type": "number"}}}}}}""";

	@Test
	void additionsAreNotBreakingChanges() {
		assertThat(breaks(OLD.replace("\"s\":", "\"t\": {\"type\": \"string\"}, \"s\":")
			.replace("\"/a\"", "\"/b\": {\"get\": {}}, \"/a\"")
			.replace("[{\"in\"", "[{\"in\": \"query\", \"name\": \"y\"}, {\"in\"")
			.replace("\"text/csv\": {}", "\"text/csv\": {}, \"text/plain\": {}"))).isEmpty();
	}

	@Test
	void everyBreakingChangeIsNamed() {
		assertThat(breaks(OLD.replace("/a\"", "/b\""))).isEqualTo("GET /a is gone; POST /a is gone");
		assertThat(breaks(OLD.replace("\"name\": \"x\"", "\"name\": \"x\", \"required\": true")))
			.isEqualTo("GET /a now requires query parameter x");
		assertThat(breaks(OLD.replace("\"x\"", "\"y\""))).isEqualTo("GET /a no longer takes query parameter x");
		assertThat(breaks(OLD.replace("\"200\"", "\"202\""))).isEqualTo("GET /a no longer answers 200");
		assertThat(breaks(OLD.replace("\"Answer\":", "\"B\":"))).isEqualTo("schema Answer is gone");
		assertThat(breaks(OLD.replace("\"s\":", "\"t\":"))).isEqualTo("A.s is gone");
		assertThat(breaks(OLD.replace("\"score\": {\"type\": \"number\"", "\"score\": {\"type\": \"string\"")))
			.isEqualTo("Answer.score has another type");
		assertThat(breaks(OLD.replace("[\"n\"]", "[\"n\", \"s\"]"))).isEqualTo("A.s is now required");
	}

	@Test
	void aNewRequiredFieldBreaksRequests() {
		assertThat(breaks(
				OLD.replace("\"s\":", "\"t\": {\"type\": \"string\"}, \"s\":").replace("[\"n\"]", "[\"n\", \"t\"]")))
			.isEqualTo("A.t is now required");
		assertThat(breaks(OLD.replace("\"weight\": {\"type\": \"number\"}}",
				"\"weight\": {\"type\": \"number\"}}, \"required\": [\"weight\"]")))
			.isEqualTo("Part.weight is now required");
	}

	@Test
	void aResponseMayGuaranteeMoreFields() {
		assertThat(breaks(OLD.replace("\"score\": {\"type\": \"number\"}}",
				"\"score\": {\"type\": \"number\", \"maximum\": 1}}, \"required\": [\"score\"]")))
			.isEmpty();
	}

	@Test
	void aBodyThatBecomesRequiredBreaksRequests() {
		assertThat(breaks(OLD.replace("\"requestBody\": {", "\"requestBody\": {\"required\": true, ")))
			.isEqualTo("POST /a now requires a body");
		assertThat(breaks(OLD.replace("#/components/schemas/A\"", "#/components/schemas/Part\"")))
			.isEqualTo("POST /a body has another type");
	}

	@Test
	void narrowerValuesBreakRequests() {
		assertThat(breaks(OLD.replace("[\"one\", \"two\"]", "[\"one\"]"))).isEqualTo("A.kind can no longer be two");
		assertThat(breaks(OLD.replace("\"minimum\": 1", "\"minimum\": 2"))).isEqualTo("A.n has a higher minimum");
		assertThat(breaks(OLD.replace("\"maxLength\": 8", "\"maxLength\": 7"))).isEqualTo("A.s has a lower maxLength");
		assertThat(breaks(OLD.replace("\"maxLength\": 8", "\"maxLength\": 8, \"minLength\": 1")))
			.isEqualTo("A.s has a higher minLength");
		assertThat(breaks(OLD.replace("\"maximum\": 9", "\"maximum\": 8")))
			.isEqualTo("GET /a query parameter x has a lower maximum");
	}

	@Test
	void widerValuesAreNotBreakingChanges() {
		assertThat(breaks(OLD.replace("\"minimum\": 1", "\"minimum\": 0")
			.replace(", \"maxLength\": 8", "")
			.replace("\"maximum\": 9", "\"maximum\": 10")
			.replace("\"two\"]", "\"two\", \"three\"]"))).isEmpty();
	}

	@Test
	void otherTypesOfParametersAndResponsesAreBreakingChanges() {
		assertThat(breaks(OLD.replace("{\"type\": \"integer\", \"maximum\": 9}", "{\"type\": \"boolean\"}")))
			.isEqualTo("GET /a query parameter x has another type");
		assertThat(breaks(OLD.replace(",\n     \"text/csv\": {}", ""))).isEqualTo("GET /a 200 is no longer text/csv");
	}

	private static String breaks(String changed) {
		JsonMapper json = JsonMapper.shared();
		assertThat(changed).isNotEqualTo(OLD);
		return String.join("; ", Compatibility.breaks(json.readTree(OLD), json.readTree(changed)));
	}

}
