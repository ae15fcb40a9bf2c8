package io.mtdnn.tracking.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.task.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The REST API of an MLflow tracking server
 * (<a href="https://mlflow.org/docs/latest/rest-api.html">reference</a>).
 */
final class MlflowServer {

	private static final String PATH = "/api/2.0/mlflow/";

	private static final int OK = 200;

	private static final int NOT_FOUND = 404;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final MlflowProperties properties;

	private final String base;

	private final HttpClient client;

	MlflowServer(MlflowProperties properties) {
		this.properties = properties;
		this.base = Objects.requireNonNull(properties.url()).toString().replaceAll("/+$", "");
		this.client = HttpClient.newBuilder().connectTimeout(properties.timeout()).build();
	}

	/** The id of the experiment, which is created if it does not exist. */
	String experiment() throws IOException, InterruptedException {
		String name = this.properties.experiment();
		HttpResponse<String> found = send(
				request("experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
					.GET()
					.build());
		if (found.statusCode() != NOT_FOUND) {
			return text(read(found), "/experiment/experiment_id");
		}
		return text(post("experiments/create", Map.of("name", name)), "/experiment_id");
	}

	/** The id of the run of a job; empty if there is none yet. */
	String find(String experiment, String job) throws IOException, InterruptedException {
		JsonNode found = post("runs/search", Map.of("experiment_ids", List.of(experiment), "filter",
				"tags.`" + MlflowRun.JOB + "` = '" + job + "'", "max_results", 1));
		return found.at("/runs/0/info/run_id").asString("");
	}

	/** Creates a run and returns its id. */
	String create(Map<String, Object> run) throws IOException, InterruptedException {
		return text(post("runs/create", run), "/run/info/run_id");
	}

	/** Calls an operation. */
	JsonNode post(String operation, Object body) throws IOException, InterruptedException {
		return read(send(request(operation).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
			.build()));
	}

	private HttpRequest.Builder request(String operation) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + PATH + operation))
			.timeout(this.properties.timeout());
		if (this.properties.token() != null && !this.properties.token().isBlank()) {
			request.header("Authorization", "Bearer " + this.properties.token());
		}
		return request;
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static JsonNode read(HttpResponse<String> response) throws IOException {
		if (response.statusCode() != OK) {
			throw new IOException(response.uri().getPath() + " answered " + response.statusCode() + ": "
					+ Excerpt.of(response.body(), 200));
		}
		try {
			return JSON.readTree(response.body());
		}
		catch (JacksonException ex) {
			throw new IOException(response.uri().getPath() + " did not respond with JSON", ex);
		}
	}

	private static String text(JsonNode json, String path) throws IOException {
		String text = json.at(path).asString("");
		if (text.isEmpty()) {
			throw new IOException("the response has no " + path);
		}
		return text;
	}

}
