package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mtdnn.Patience;
import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.files.Digests;
import io.mtdnn.hub.HubServer;
import io.mtdnn.hub.UnusableRepositories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Models imported from a hub on this machine, with one request each. */
@ApiTestSettings
@DirtiesContext
class ModelDownloadsApiTests {

	private static final Path FOLDER = Path.of("target/hub-imports");

	private static final Path DOWNLOADS = FOLDER.resolve("cache/model-downloads/.downloads");

	private static final String QUESTION = """
			{"question": "Who built the lighthouse?", "context": "It was built by Marta Lindqvist in 1911.",
			 "handleImpossibleAnswer": false, "model": "%s"}""";

	private static final HubServer HUB = new HubServer();

	private static Path questions;

	private static Path sentences;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ArtifactStore store;

	@DynamicPropertySource
	static void hub(DynamicPropertyRegistry properties) {
		properties.add("mtdnn.hub.endpoint", HUB::endpoint);
		properties.add("mtdnn.encoders-dir", FOLDER.resolve("encoders")::toString);
		properties.add("mtdnn.cache-dir", FOLDER.resolve("cache")::toString);
	}

	@BeforeAll
	static void publish() throws IOException {
		FileSystemUtils.deleteRecursively(FOLDER);
		questions = TrainedElsewhere.questions(FOLDER.resolve("encoders/qa-elsewhere"));
		sentences = TrainedElsewhere.sentences(FOLDER.resolve("mrpc"), "LABEL_0", "LABEL_1");
		HUB.put("owner/qa", questions).put("owner/mrpc", sentences);
		HUB.put("owner/encoder", questions, Map.of("architectures", List.of("BertModel")));
		HUB.put("owner/unfit", questions).put("owner/unfit", questions, Map.of("num_hidden_layers", 7));
		UnusableRepositories.publish(HUB, questions);
	}

	@AfterEach
	void nothingIsLeft() {
		HUB.mend();
		Patience.await().untilAsserted(() -> {
			try (Stream<Path> left = Files.exists(DOWNLOADS) ? Files.list(DOWNLOADS) : Stream.empty()) {
				assertThat(left.filter((path) -> !path.toString().endsWith(".lock"))).isEmpty();
			}
		});
	}

	@AfterAll
	static void stop() throws IOException {
		HUB.close();
		FileSystemUtils.deleteRecursively(FOLDER);
	}

	@Test
	void aModelFromTheHubEqualsOneFromAFolder() throws Exception {
		String id = accepted("{\"hub\": \"owner/qa\", \"dataset\": \"squad-v2\", \"nullThreshold\": 1.5}");
		Patience.await().until(() -> status("/models/imports/" + id) == 303);
		assertThat(this.mvc.get().uri("/models/imports/" + id).exchange()).hasHeader("Location", "/models/" + id);
		JsonNode model = get("/models/" + id);
		assertThat(model.path("name").asString()).isEqualTo("qa");
		assertThat(model.path("encoder").asString()).isEqualTo("qa");
		assertThat(model.path("nullThreshold").doubleValue()).isEqualTo(1.5);
		JsonNode origin = model.at("/provenance/imported");
		assertThat(origin.path("from").asString()).isEqualTo("hub");
		assertThat(origin.path("repository").asString()).isEqualTo("owner/qa");
		assertThat(origin.path("revision").asString()).isEqualTo("main");
		assertThat(origin.path("commit").asString()).isEqualTo(HubServer.COMMIT);
		assertThat(origin.at("/files/model.safetensors").asString())
			.isEqualTo(Digests.sha256(questions.resolve("model.safetensors")));
		JsonNode folder = json(post("{\"directory\": \"qa-elsewhere\", \"dataset\": \"squad-v2\"}"));
		assertThat(answer(id)).isEqualTo(answer(folder.path("id").asString()));
		assertThat(get("/models/imports").path("items")).isEmpty();
		for (String one : new String[] { id, folder.path("id").asString() }) {
			assertThat(this.mvc.delete().uri("/models/" + one).exchange()).hasStatus(HttpStatus.OK);
		}
		assertThat(this.mvc.get().uri("/models/imports/" + id).exchange()).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void anInterruptedImportContinuesAndIsNotDuplicated() throws Exception {
		String body = "{\"hub\": \"owner/mrpc\", \"dataset\": \"intents\", \"name\": \"mine\"}";
		HUB.faults("model.safetensors").cut(1000, 1).hold();
		String id = accepted(body);
		Patience.await().until(() -> get("/models/imports/" + id).at("/download/bytes").asLong(0) > 1000);
		JsonNode running = get("/models/imports/" + id);
		assertThat(running.at("/download/status").asString()).isEqualTo("downloading");
		assertThat(running.path("name").asString()).isEqualTo("mine");
		assertThat(running.at("/download/totalBytes").longValue())
			.isGreaterThan(Files.size(sentences.resolve("model.safetensors")));
		assertThat(accepted(body)).isEqualTo(id);
		assertThat(this.mvc.get().uri("/models/" + id).exchange()).hasStatus(HttpStatus.NOT_FOUND);
		HUB.faults("model.safetensors").open();
		Patience.await().until(() -> status("/models/imports/" + id) == 303);
		assertThat(HUB.requests()).contains("/cdn/owner/mrpc/model.safetensors bytes=1000-");
		assertThat(get("/models/" + id).at("/tasks/0/labels")).hasToString("[\"LABEL_0\",\"LABEL_1\"]");
		assertThat(this.mvc.delete().uri("/models/" + id).exchange()).hasStatus(HttpStatus.OK);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			content  | hub-untrusted       | with another hash than it lists
			listed   | hub-untrusted       | model.safetensors
			short    | hub-untrusted       | model.safetensors
			redirect | hub-untrusted       | 169.254.169.254
			unfit    | invalid-model       | encoder.layer.1.attention.self.query.weight [32, 32] is missing
			""")
	void aFailedImportHasAProblemAndStoresNothing(String fault, String type, String message) throws Exception {
		int models = this.store.keys("models/").size();
		long size = Files.size(questions.resolve("model.safetensors"));
		switch (fault) {
			case "content" -> HUB.faults("model.safetensors").content(new byte[(int) size]);
			case "listed" -> HUB.faults("model.safetensors").listed(size + 10);
			case "short" -> HUB.faults("model.safetensors").content(new byte[10]);
			case "redirect" -> HUB.faults("model.safetensors").redirect("http://169.254.169.254/latest");
			default -> {
				// The repository itself is at fault.
			}
		}
		String repository = fault.equals("unfit") ? "owner/unfit" : "owner/qa";
		String body = "{\"hub\": \"%s\", \"dataset\": \"squad-v2\"}".formatted(repository);
		String id = accepted(body);
		Patience.await().until(() -> get("/models/imports/" + id).at("/download/status").asString("").equals("failed"));
		JsonNode problem = get("/models/imports/" + id).at("/download/problem");
		assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
		assertThat(problem.path("detail").asString()).contains(message).doesNotContain("hub-imports");
		assertThat(this.mvc.get().uri("/models/" + id).exchange()).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.store.keys("models/")).hasSize(models);
		assertThat(this.mvc.delete().uri("/models/imports/" + id).exchange()).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(this.mvc.delete().uri("/models/imports/" + id).exchange()).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void theSameRequestContinuesAFailedImport() throws Exception {
		String body = "{\"hub\": \"owner/qa\", \"dataset\": \"squad-v2\"}";
		HUB.faults("model.safetensors").status(404);
		String id = accepted(body);
		Patience.await().until(() -> get("/models/imports/" + id).at("/download/status").asString("").equals("failed"));
		HUB.mend();
		assertThat(accepted(body)).isEqualTo(id);
		Patience.await().until(() -> status("/models/imports/" + id) == 303);
		assertThat(this.mvc.delete().uri("/models/" + id).exchange()).hasStatus(HttpStatus.OK);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"hub": "../../etc", "dataset": "q"} | 400 | hub | hub must be the name of a repository
					{"hub": "http://169.254.169.254/", "dataset": "q"} | 400 | hub | hub must be the name of a repository
					{"hub": "owner/qa", "directory": "x", "revision": "a..b"} | 400 | revision | 3 faults
					{"directory": "qa-elsewhere", "dataset": "q", "revision": "main"} | 400 | revision | not to a folder
					{"hub": "no/such", "dataset": "q"} | 422 | hub | The hub has no repository no/such
					{"hub": "owner/qa", "revision": "v9", "dataset": "q"} | 422 | revision | has no revision 'v9'
					{"hub": "owner/nothing", "dataset": "q"} | 422 | hub | it lacks the file config.json
					{"hub": "owner/gpt", "dataset": "q"} | 422 | hub | model_type 'gpt2' is not supported
					{"hub": "owner/encoder", "dataset": "q"} | 422 | hub | 'BertModel', whose head is not supported
					{"hub": "owner/pickle", "dataset": "q"} | 422 | hub | only pytorch_model.bin (a pickle, which is never loaded)
					{"hub": "owner/pieces", "dataset": "q"} | 422 | hub | it lacks the file tokenizer.json; sentencepiece.bpe.model alone is not read
					{"hub": "owner/outside", "dataset": "q"} | 422 | hub | names the shard "../secret.safetensors"
					{"hub": "owner/missing", "dataset": "q"} | 422 | hub | names the shard model-00001-of-00002.safetensors, which the repository lacks
					{"hub": "owner/mrpc", "dataset": "sample-mrpc"} | 422 | labels | those of dataset 'sample-mrpc' are not_equivalent, equivalent
					{"hub": "owner/mrpc", "dataset": "q", "labels": ["a"]} | 422 | labels | one label for each of the 2 outputs
					{"hub": "owner/qa", "dataset": "sample-cola"} | 422 | dataset | has a question answering head
					{"hub": "owner/qa", "dataset": "q", "maxSequenceLength": 513} | 422 | maxSequenceLength | at most 512 tokens, not 513
					""")
	void unsuitableModelsAreRejectedBeforeTheyAreDownloaded(String body, int status, String field, String message)
			throws IOException {
		long weights = HUB.requests().stream().filter((path) -> path.endsWith("model.safetensors")).count();
		MvcTestResult result = post(body);
		assertThat(result).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
		JsonNode problem = json(result);
		assertThat(problem.path("field").asString()).isEqualTo(field);
		assertThat(problem.path("detail").asString()).contains(message);
		assertThat(HUB.requests().stream().filter((path) -> path.endsWith("model.safetensors")).count())
			.isEqualTo(weights);
		assertThat(get("/models/imports").path("items")).isEmpty();
	}

	@Test
	void unknownImportsAreNotFound() {
		assertThat(this.mvc.get().uri("/models/imports/nothing").exchange()).hasStatus(HttpStatus.NOT_FOUND)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("There is no import with this id");
		assertThat(this.mvc.delete().uri("/models/imports/..").exchange()).hasStatus4xxClientError();
	}

	private JsonNode answer(String model) throws IOException {
		JsonNode answer = json(this.mvc.post()
			.uri("/qa")
			.contentType(MediaType.APPLICATION_JSON)
			.content(QUESTION.formatted(model))
			.exchange());
		assertThat(answer.path("answer").asString()).isNotEmpty();
		return JsonMapper.shared().valueToTree(Arrays.asList(answer.path("answer"), answer.path("score")));
	}

	private String accepted(String body) throws IOException {
		MvcTestResult result = post(body);
		JsonNode accepted = json(result);
		assertThat(result).as(accepted.toString()).hasStatus(HttpStatus.ACCEPTED);
		String id = accepted.path("id").asString();
		assertThat(result).hasHeader("Location", "/models/imports/" + id);
		return id;
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri("/models").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private int status(String path) {
		return this.mvc.get().uri(path).exchange().getResponse().getStatus();
	}

	private JsonNode get(String path) throws IOException {
		return json(this.mvc.get().uri(path).exchange());
	}

	private static JsonNode json(MvcTestResult result) throws IOException {
		byte[] body = result.getResponse().getContentAsByteArray();
		return (body.length == 0) ? JsonMapper.shared().getNodeFactory().nullNode()
				: JsonMapper.shared().readTree(body);
	}

}
