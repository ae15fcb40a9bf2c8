package io.mtdnn.jobs;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls the jobs' API as a user would. */
public class JobsClient {

	private static final JsonMapper JSON = new JsonMapper();

	private final MockMvcTester mvc;

	public JobsClient(MockMvcTester mvc) {
		this.mvc = mvc;
	}

	/** A small job's JSON. */
	public static String job(String name) {
		return """
				{"encoder": "tiny", "name": "%s", "tasks": [{"dataset": "squad-v2"}, {"dataset": "cola"}], "tags": ["a"]}"""
			.formatted(name);
	}

	/** Ends the jobs of other tests. */
	public void quiet(FakeEngine engine) {
		engine.reset();
		for (String status : new String[] { "PREPARING", "QUEUED", "RUNNING" }) {
			list("?status=" + status).forEach((job) -> delete(job.get("id").asString()));
		}
		await().until(() -> list("?status=RUNNING").isEmpty() && list("?status=QUEUED").isEmpty());
		engine.reset();
	}

	public String submit(String name) {
		MvcTestResult answer = post(job(name));
		assertThat(answer).hasStatus(202);
		return body(answer).get("id").asString();
	}

	/** Submits and waits for the pre-flight. */
	public MvcTestResult post(String body) {
		return post(body, "?wait=true", new HttpHeaders());
	}

	/** Submits and does not wait. */
	public MvcTestResult send(String body) {
		return post(body, "", new HttpHeaders());
	}

	public MvcTestResult post(String body, String query, HttpHeaders headers) {
		return this.mvc.post()
			.uri("/jobs" + query)
			.headers(headers)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	public MvcTestResult post(String body, String idempotencyKey) {
		return this.mvc.post()
			.uri("/jobs?wait=true")
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", idempotencyKey)
			.content(body)
			.exchange();
	}

	public MvcTestResult resume(String id) {
		return this.mvc.post().uri("/jobs/{id}/resume", id).exchange();
	}

	public void delete(String id) {
		assertThat(this.mvc.delete().uri("/jobs/" + id)).hasStatus(202);
	}

	public JsonNode list(String query) {
		return get("/jobs" + query).get("items");
	}

	public JsonNode get(String uri) {
		return body(this.mvc.get().uri(uri).exchange());
	}

	public JsonNode view(String id) {
		return get("/jobs/" + id);
	}

	public JsonNode body(MvcTestResult result) {
		return JSON.readTree(result.getResponse().getContentAsByteArray());
	}

	public void awaitStatus(String id, String status) {
		await().until(() -> view(id).get("status").asString(), status::equals);
	}

	/** Waits until a job trains, which is shortly after its status says so. */
	public void awaitRun(String id, FakeEngine engine) {
		await().until(() -> engine.runs().stream().anyMatch((run) -> run.startsWith(id + "@")));
	}

	public void awaitStep(String id, int step) {
		await().until(() -> view(id).at("/progress/step").asInt(), (found) -> found == step);
	}

	/** Steps of all training points, in order. */
	public int[] steps(String id) {
		return get("/jobs/" + id + "/metrics").get("training")
			.valueStream()
			.mapToInt((point) -> point.get("step").asInt())
			.toArray();
	}

}
