package io.mtdnn.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.api.GeneratedRequests.Request;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Over a thousand requests generated from the specification: none yields a 500, and every
 * response conforms to the specification.
 */
@ApiTestSettings
class GeneratedRequestsTests {

	private static final int REQUESTS = 1500;

	@Autowired
	private MockMvcTester mvc;

	@Test
	void noRequestCausesAnInternalError() throws Exception {
		JsonNode document = JsonMapper.shared()
			.readTree(this.mvc.get().uri("/v3/api-docs").exchange().getResponse().getContentAsByteArray());
		GeneratedRequests requests = new GeneratedRequests(document, 20_260_101);
		AnswerSchemas schemas = new AnswerSchemas(document);
		Map<Integer, Integer> answers = new TreeMap<>();
		List<String> faults = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			Request request = requests.next(i);
			MockHttpServletResponse answer = send(request);
			answers.merge(answer.getStatus(), 1, Integer::sum);
			String fault = fault(schemas, request, answer);
			if (fault != null) {
				faults
					.add(fault + "\n   " + request + "\n   " + answer.getStatus() + " " + answer.getContentAsString());
			}
		}
		assertThat(faults).as("of %s requests, answered %s", REQUESTS, answers).isEmpty();
		assertThat(answers).containsKeys(200, 400, 404);
	}

	@Test
	void aRejectionBeforeTheControllersHasTheRequestId() {
		assertThat(this.mvc.post()
			.uri("/jobs")
			.header("Origin", "https://elsewhere.example")
			.header("X-Request-Id", "r-1")
			.exchange()).hasStatus(403).bodyJson().extractingPath("requestId").isEqualTo("r-1");
	}

	private MockHttpServletResponse send(Request request) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.path());
		request.query().forEach((name, value) -> address.queryParam(name, "{q-" + name + "}"));
		Map<String, Object> values = new TreeMap<>(request.variables());
		request.query().forEach((name, value) -> values.put("q-" + name, value));
		URI uri = address.encode().buildAndExpand(values).toUri();
		MockMvcTester.MockMvcRequestBuilder builder = this.mvc.method(HttpMethod.valueOf(request.method())).uri(uri);
		request.headers().forEach(builder::header);
		if (request.body() != null) {
			builder.contentType(MediaType.parseMediaType(request.type())).content(request.body());
		}
		return builder.exchange().getResponse();
	}

	private static String fault(AnswerSchemas schemas, Request request, MockHttpServletResponse answer)
			throws Exception {
		int status = answer.getStatus();
		if (status >= 500 && (status != 503 || answer.getHeader("Retry-After") == null)) {
			return "A fault of the service";
		}
		if (Innards.PATTERN.matcher(answer.getContentAsString()).find() && status >= 400) {
			return "Names classes or folders of the service";
		}
		if (MediaType.APPLICATION_PROBLEM_JSON_VALUE.equals(answer.getContentType()) && !JsonMapper.shared()
			.readTree(answer.getContentAsString())
			.path("requestId")
			.asString("")
			.equals(answer.getHeader("X-Request-Id"))) {
			return "Not the id of its request";
		}
		String wording = (status >= 400) ? ProblemVocabulary.fault(status, answer.getContentAsString()) : null;
		if (wording != null) {
			return wording;
		}
		return schemas.fault(request.operation(), status, answer.getContentType(), answer.getContentAsString());
	}

}
