package io.mtdnn.security.access;

import io.mtdnn.security.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class AccessRulesTests {

	private final AccessRules rules = new AccessRules();

	@ParameterizedTest
	@CsvSource(nullValues = "nobody",
			value = { "GET, /, nobody", "GET, /ui/app.js, nobody", "GET, /caller, nobody",
					"GET, /swagger-ui/index.html, nobody", "GET, /v3/api-docs, nobody", "GET, /actuator/health, nobody",
					"GET, /actuator/health/readiness, nobody", "GET, /v2/health/live, nobody",
					"GET, /actuator/prometheus, READ", "GET, /actuator/env, ADMIN", "POST, /actuator/loggers/x, ADMIN",
					"GET, /keys, ADMIN", "POST, /keys, ADMIN", "DELETE, /keys/1, ADMIN", "POST, /qa, INFER",
					"POST, /qa/batch, INFER", "POST, /classification, INFER", "POST, /multiple-choice, INFER",
					"POST, /regression, INFER", "GET, /jobs, READ", "GET, /jobs/1/metrics, READ", "GET, /models, READ",
					"HEAD, /jobs, READ", "POST, /jobs, TRAIN", "DELETE, /jobs/1, TRAIN",
					"PUT, /models/aliases/production, TRAIN", "DELETE, /models/1, TRAIN", "GET, /models/1/export, READ",
					"POST, /v2/models/1/infer, INFER", "POST, /v2/models/1/versions/1/infer, INFER",
					"GET, /v2/models/1, READ", "GET, /whatever/comes/later.js, READ", "PATCH, /whatever, TRAIN",
					"POST, /actuator/health, ADMIN", "POST, /index.html, TRAIN" })
	void everyCallRequiresItsScope(String method, String path, Scope scope) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		assertThat(this.rules.required(request).orElse(null)).isEqualTo(scope);
	}

}
