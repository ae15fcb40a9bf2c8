package io.mtdnn.api;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerSchemasTests {

	private static final JsonNode DOCUMENT = JsonMapper.shared()
		.readTree(
				"""
						{"requestBody": {"content": {"application/x-ndjson": {"schema": {"$ref": "#/components/schemas/Answer"}}}},
						 "components": {"schemas": {
						   "Answer": {"type": "object", "required": ["score"], "properties": {"score": {"type": "number"},
						     "when": {"type": "string", "format": "date-time"}}},
						   "ProblemDetail": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}}}},
						 "responses": {
						   "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}},
						   "204": {},
						   "default": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetail"}}}}}}""");

	private final AnswerSchemas schemas = new AnswerSchemas(DOCUMENT);

	@Test
	void responsesThatMatchTheirSchemaPass() {
		assertThat(fault(200, "application/json;charset=UTF-8", "{\"score\": 0.5}")).isNull();
		assertThat(fault(204, null, "")).isNull();
		assertThat(fault(418, "application/problem+json", "{\"title\": \"Tea\", \"more\": 1}")).isNull();
	}

	@Test
	void responsesThatViolateTheirSchemaFail() {
		assertThat(fault(200, "application/json", "{\"score\": \"high\"}")).contains("score");
		assertThat(fault(200, "application/json", "{}")).contains("score");
		assertThat(fault(200, "application/json", "{\"score\": 1, \"when\": \"soon\"}")).contains("when");
		assertThat(fault(200, "application/json", "{\"score\": 1, \"secret\": 1}")).contains("secret");
		assertThat(fault(200, "text/html", "<p>")).contains("text/html");
		assertThat(fault(201, "application/json", "{\"score\": 1}")).contains("status");
		assertThat(fault(204, null, "something")).contains("body");
		assertThat(fault(400, "application/problem+json", "{}")).contains("title");
	}

	@Test
	void everyLineOfARequestIsChecked() {
		assertThat(this.schemas.requestFault(DOCUMENT, "application/x-ndjson", "{\"score\": 1}\n{\"score\": 2}\n"))
			.isNull();
		assertThat(this.schemas.requestFault(DOCUMENT, "application/x-ndjson", "{\"score\": 1}\n{\"scroe\": 2}\n"))
			.contains("scroe");
	}

	private String fault(int status, String type, String body) {
		return this.schemas.fault(DOCUMENT, status, type, body);
	}

}
