package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.mtdnn.Patience;
import io.mtdnn.files.Digests;
import io.mtdnn.hub.HubServer;
import io.mtdnn.hub.UnusableRepositories;
import io.mtdnn.pretrained.EncoderCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Encoders from a hub on this machine, as a client sees them. */
@ApiTestSettings
class EncoderDownloadsApiTests {

	private static final Path ENCODERS = Path.of("target/api-tests/hub-encoders");

	private static final HubServer HUB = new HubServer();

	private static Path small;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private EncoderCatalog encoders;

	@DynamicPropertySource
	static void hub(DynamicPropertyRegistry properties) {
		properties.add("mtdnn.hub.endpoint", HUB::endpoint);
		properties.add("mtdnn.encoders-dir", ENCODERS::toString);
	}

	@BeforeAll
	static void publish() throws IOException {
		FileSystemUtils.deleteRecursively(ENCODERS);
		small = Path.of("target/api-tests/hub-small");
		SmallEncoder.write(small);
		Files.writeString(small.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertTokenizer\"}");
		HUB.put("owner/small", small).put("owner/lies", small);
		HUB.put("owner/relu", small, Map.of("hidden_act", "relu"));
		HUB.put("owner/unfit", small).put("owner/unfit", small, Map.of("num_hidden_layers", 7));
		UnusableRepositories.publish(HUB, small);
	}

	@AfterEach
	void mend() {
		HUB.mend();
	}

	@AfterAll
	static void stop() throws IOException {
		HUB.close();
		FileSystemUtils.deleteRecursively(ENCODERS);
	}

	@Test
	void aDownloadedEncoderEqualsOneCopiedByHand() throws Exception {
		MvcTestResult accepted = post("{\"hub\": \"owner/small\"}");
		assertThat(accepted).hasStatus(HttpStatus.ACCEPTED).hasHeader("Location", "/encoders/small");
		assertThat(accepted).bodyJson().extractingPath("$.download.status").isEqualTo("downloading");
		Patience.await().until(() -> this.encoders.names().contains("small"));
		JsonNode encoder = get("/encoders/small");
		assertThat(encoder.path("available").asBoolean()).isTrue();
		assertThat(encoder.path("source").asString()).isEqualTo("folder");
		assertThat(encoder.at("/hub/repository").asString()).isEqualTo("owner/small");
		assertThat(encoder.at("/hub/commit").asString()).isEqualTo(HubServer.COMMIT);
		assertThat(encoder.at("/files/model.safetensors").asString())
			.isEqualTo(Digests.sha256(small.resolve("model.safetensors")));
		assertThat(encoder.path("download").isMissingNode()).isTrue();
		FileSystemUtils.copyRecursively(small, ENCODERS.resolve("copied"));
		assertThat(get("/encoders/copied").path("contentHash").asString())
			.isEqualTo(encoder.path("contentHash").asString());
		Patience.await().until(() -> Files.notExists(ENCODERS.resolve(".downloads/small")));
		assertThat(post("{\"hub\": \"owner/small\"}")).hasStatus(HttpStatus.CONFLICT)
			.bodyJson()
			.extractingPath("$.type")
			.isEqualTo("/problems/download-conflict");
	}

	@Test
	void aFailedDownloadShowsItsProblemAndCanBeCancelled() throws Exception {
		HUB.faults("model.safetensors").content(new byte[(int) Files.size(small.resolve("model.safetensors"))]);
		assertThat(post("{\"hub\": \"owner/lies\", \"name\": \"liar\"}")).hasStatus(HttpStatus.ACCEPTED);
		Patience.await().until(() -> get("/encoders/liar").at("/download/status").asString("").equals("failed"));
		JsonNode encoder = get("/encoders/liar");
		assertThat(encoder.at("/download/problem/type").asString()).isEqualTo("/problems/hub-untrusted");
		assertThat(encoder.path("reason").asString())
			.startsWith("its download has failed: The hub sent model.safetensors with another hash than it lists");
		assertThat(this.mvc.get().uri("/encoders").exchange()).bodyJson()
			.extractingPath("$.items[?(@.name == 'liar')].source")
			.asArray()
			.containsExactly("hub");
		assertThat(this.mvc.post()
			.uri("/jobs?wait=true")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"encoder\": \"liar\", \"tasks\": [{\"dataset\": \"sample-cola\"}]}")
			.exchange()).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(this.mvc.delete().uri("/encoders/liar/download").exchange()).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(this.mvc.get().uri("/encoders/liar").exchange()).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.mvc.delete().uri("/encoders/liar/download").exchange()).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void anEncoderWhoseWeightsDoNotFitIsNotStored() throws Exception {
		assertThat(post("{\"hub\": \"owner/unfit\"}")).hasStatus(HttpStatus.ACCEPTED);
		Patience.await().until(() -> get("/encoders/unfit").at("/download/status").asString("").equals("failed"));
		assertThat(get("/encoders/unfit").at("/download/problem/detail").asString())
			.contains("does not fit config.json: encoder.layer.1.attention.self.query.weight [32, 32] is missing");
		assertThat(ENCODERS.resolve("unfit")).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{} | 400 | hub is required
					{"hub": "a/b/c"} | 400 | hub must be the name of a repository
					{"hub": "../../etc"} | 400 | hub must be the name of a repository
					{"hub": "http://169.254.169.254/"} | 400 | hub must be the name of a repository
					{"hub": "owner/small", "revision": "a..b"} | 400 | revision must be a branch, a tag or a commit
					{"hub": "a b", "revision": ""} | 400 | 2 faults
					{"hub": "owner/small", "name": "../up"} | 400 | is not a valid encoder name
					{"hub": "no/such"} | 422 | The hub has no repository no/such
					{"hub": "owner/small", "revision": "v9", "name": "x"} | 422 | has no revision 'v9'
					{"hub": "owner/nothing"} | 422 | owner/nothing cannot be used: it lacks the file config.json
					{"hub": "owner/gpt"} | 422 | model_type 'gpt2' is not supported
					{"hub": "owner/relu"} | 422 | hidden_act 'relu' is not supported
					{"hub": "owner/pickle"} | 422 | only pytorch_model.bin (a pickle, which is never loaded)
					{"hub": "owner/pieces"} | 422 | it lacks the file tokenizer.json; sentencepiece.bpe.model alone is not read
					{"hub": "owner/outside"} | 422 | names the shard "../secret.safetensors"
					{"hub": "owner/missing"} | 422 | names the shard model-00001-of-00002.safetensors, which the repository lacks
					""")
	void impossibleRequestsAreRejected(String body, int status, String message) throws IOException {
		assertThat(post(body)).hasStatus(status)
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.contains(message);
		assertThat(ENCODERS.resolve(".downloads").resolve("x")).doesNotExist();
	}

	@Test
	void aMalformedCommitOfTheHubIsABadGateway() {
		HUB.faults("commit").value("x");
		assertThat(post("{\"hub\": \"owner/small\", \"name\": \"rubbish\"}")).hasStatus(HttpStatus.BAD_GATEWAY)
			.bodyJson()
			.extractingPath("$.type")
			.isEqualTo("/problems/hub-untrusted");
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri("/encoders").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private JsonNode get(String path) throws Exception {
		return JsonMapper.shared().readTree(this.mvc.get().uri(path).exchange().getResponse().getContentAsByteArray());
	}

}
