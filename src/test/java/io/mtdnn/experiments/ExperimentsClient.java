package io.mtdnn.experiments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.mtdnn.Patience;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls the API of experiments. */
public final class ExperimentsClient {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final MockMvcTester mvc;

	public ExperimentsClient(MockMvcTester mvc) {
		this.mvc = mvc;
	}

	/** Starts an experiment and returns its id. */
	public String start(String body) {
		return post("/experiments", body, 202).path("id").asString();
	}

	/** The dry run of an experiment, repeated until all data have been read. */
	public JsonNode dryRun(String body) {
		return Patience.await()
			.until(() -> post("/experiments?dryRun=true", body, 200), (planned) -> planned.has("steps"));
	}

	public JsonNode get(String id) {
		return json("/experiments/" + id);
	}

	/** Waits until no run is left. */
	public JsonNode finished(String id) {
		return awaitState(id, "FINISHED");
	}

	public JsonNode awaitState(String id, String state) {
		return Patience.await().until(() -> get(id), (experiment) -> experiment.path("state").asString().equals(state));
	}

	/** Waits until a number of runs are in a state. */
	public JsonNode awaitCount(String id, String state, int count) {
		return await(id, (experiment) -> experiment.path("counts").path(state).asInt(0) >= count);
	}

	/** Waits until an experiment is in a state that may be short. */
	public JsonNode await(String id, Predicate<JsonNode> condition) {
		return Patience.await().pollInterval(Duration.ofMillis(20)).until(() -> get(id), condition);
	}

	/** Stops, continues or retries. */
	public JsonNode tell(String id, String what) {
		return post("/experiments/" + id + "/" + what, "", 202);
	}

	public JsonNode extend(String id, String body) {
		return post("/experiments/" + id + "/extend", body, 202);
	}

	public JsonNode json(String path) {
		return JSON.readTree(text(path));
	}

	public String text(String path) {
		MvcTestResult result = this.mvc.get().uri(path).exchange();
		assertThat(result).hasStatusOk();
		return body(result);
	}

	public JsonNode post(String path, String body, int status) {
		return send(HttpMethod.POST, path, body, status);
	}

	/** Sends a request and returns its response, a problem document for 400 and above. */
	public JsonNode send(HttpMethod method, String path, String body, int status) {
		MvcTestResult result = this.mvc.method(method)
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
		assertThat(result).as(() -> body(result)).hasStatus(status);
		if (status >= 400) {
			assertThat(result).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		}
		return JSON.readTree(body(result));
	}

	/** The values of a field of all elements. */
	public static List<String> each(JsonNode list, String field) {
		return list.valueStream().map((element) -> element.path(field).asString("")).toList();
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
