package io.mtdnn.api;

import io.mtdnn.Patience;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shipped encoder learns the sample's sentences in about a hundred steps, as many as
 * the sample job has for them.
 */
@ApiTestSettings
@DirtiesContext
@TestPropertySource(properties = {
		"spring.datasource.url=jdbc:h2:mem:sentences;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,worker" })
class SampleSentencesIntegrationTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void matthewsCorrelationRisesFarAboveChance() {
		JsonNode job = json(this.mvc.post()
			.uri("/jobs")
			.contentType(MediaType.APPLICATION_JSON)
			.content(
					"""
							{"encoder": "minilm-l6-uncased", "tasks": [{"dataset": "sample-cola"}], "epochs": 3, "learningRate": 2e-4,
							 "dropout": 0.1, "maxSequenceLength": 64, "maxQuestionLength": 32, "docStride": 16}"""));
		String path = "/jobs/" + job.path("id").asString();
		Patience.await().until(() -> json(this.mvc.get().uri(path)).path("status").asString().equals("SUCCEEDED"));
		JsonNode evaluations = json(this.mvc.get().uri(path + "/metrics")).path("evaluations");
		assertThat(evaluations.path(2).at("/metrics/matthews_correlation").asDouble()).isGreaterThan(0.5);
	}

	private static JsonNode json(MockMvcTester.MockMvcRequestBuilder request) {
		return JsonMapper.shared().readTree(request.exchange().getResponse().getContentAsByteArray());
	}

}
