package io.mtdnn.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import io.mtdnn.artifacts.ArtifactStore;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models of transformers are imported over HTTP, answer questions, are exported and
 * deleted.
 */
@ApiTestSettings
@TestPropertySource(properties = { "mtdnn.imports.max-size=20MB", "mtdnn.encoders-dir=target/import-tests/encoders",
		"mtdnn.cache-dir=target/import-tests/cache" })
@DirtiesContext
class ModelImportsApiTests {

	private static final Path ENCODERS = Path.of("target/import-tests/encoders");

	private static final Path STAGING = Path.of("target/import-tests/cache/imports");

	private static final String QUESTION = """
			{"question": "Who built the lighthouse?", "context": "It was built by Marta Lindqvist in 1911.",
			 "handleImpossibleAnswer": false%s}""";

	private final List<String> imported = new ArrayList<>();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ArtifactStore store;

	@BeforeEach
	void directories() throws IOException {
		FileSystemUtils.deleteRecursively(ENCODERS);
		TrainedElsewhere.questions(ENCODERS.resolve("qa-elsewhere"));
		TrainedElsewhere.sentences(ENCODERS.resolve("mrpc-elsewhere"), "LABEL_0", "LABEL_1");
		SmallEncoder.write(ENCODERS.resolve("no-head"));
	}

	@AfterEach
	void cleanUp() throws IOException {
		this.imported.forEach((id) -> assertThat(this.mvc.delete().uri("/models/" + id).exchange()).hasStatus(200));
		try (Stream<Path> left = Files.exists(STAGING) ? Files.list(STAGING) : Stream.empty()) {
			assertThat(left).isEmpty();
		}
	}

	@Test
	void aQuestionAnsweringModelSurvivesImportAndExportUnchanged() throws Exception {
		JsonNode model = created(
				post("""
						{"directory": "qa-elsewhere", "dataset": "squad-v2", "name": "from elsewhere", "nullThreshold": 1.5}"""));
		assertThat(model.path("name").asString()).isEqualTo("from elsewhere");
		assertThat(model.path("encoder").asString()).isEqualTo("qa-elsewhere");
		assertThat(model.path("nullThreshold").doubleValue()).isEqualTo(1.5);
		assertThat(model.path("maxSequenceLength").intValue()).isEqualTo(384);
		assertThat(model.has("jobId")).isFalse();
		assertThat(model.at("/provenance/imported/from").asString()).isEqualTo("directory");
		assertThat(model.at("/provenance/imported/class").asString()).isEqualTo("BertForQuestionAnswering");
		assertThat(model.at("/provenance/imported/files/model.safetensors").asString()).hasSize(64);
		JsonNode answer = answer(model);
		byte[] exported = this.mvc.get()
			.uri("/models/" + model.path("id").asString() + "/export?format=hugging-face")
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		JsonNode again = created(upload("?dataset=squad-v2&name=again", exported));
		assertThat(again.at("/provenance/imported/from").asString()).isEqualTo("upload");
		assertThat(answer(again)).isEqualTo(answer);
		assertThat(exported(model)).isEqualTo(exported(again));
	}

	private JsonNode answer(JsonNode model) throws IOException {
		JsonNode answer = json(this.mvc.post()
			.uri("/qa")
			.contentType(MediaType.APPLICATION_JSON)
			.content(QUESTION.formatted(", \"model\": \"" + model.path("id").asString() + "\""))
			.exchange(), 200);
		assertThat(answer.path("answer").asString()).isNotEmpty();
		return JsonMapper.shared()
			.valueToTree(List.of(answer.path("answer"), answer.path("score"), answer.path("start")));
	}

	private byte[] exported(JsonNode model) throws IOException {
		byte[] bytes = this.mvc.get()
			.uri("/models/" + model.path("id").asString() + "/export?format=hugging-face")
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
			while (!zip.getNextEntry().getName().endsWith("/model.safetensors")) {
				zip.closeEntry();
			}
			return zip.readAllBytes();
		}
	}

	@Test
	void labelsOfTheDatasetTakePrecedence() throws Exception {
		JsonNode refused = json(post("{\"directory\": \"mrpc-elsewhere\", \"dataset\": \"sample-mrpc\"}"), 422);
		assertThat(refused.path("type").asString()).isEqualTo("/problems/invalid-model");
		assertThat(refused.path("field").asString()).isEqualTo("labels");
		assertThat(refused.path("detail").asString()).contains("LABEL_0, LABEL_1", "not_equivalent, equivalent");
		JsonNode model = created(
				post("""
						{"directory": "mrpc-elsewhere", "dataset": "sample-mrpc", "labels": ["equivalent", "not_equivalent"]}"""));
		assertThat(model.at("/tasks/0/labels")).hasToString("[\"not_equivalent\",\"equivalent\"]");
		assertThat(model.at("/tasks/0/activation").asString()).isEqualTo("tanh");
		JsonNode other = created(post("{\"directory\": \"mrpc-elsewhere\", \"dataset\": \"intents\"}"));
		assertThat(other.at("/tasks/0/labels")).hasToString("[\"LABEL_0\",\"LABEL_1\"]");
		String sentence = "{\"model\": \"%s\", \"task\": \"%s\", \"text\": \"One.\", \"textPair\": \"Two.\"}";
		JsonNode known = classified(sentence.formatted(model.path("id").asString(), "sample-mrpc"));
		JsonNode raw = classified(sentence.formatted(other.path("id").asString(), "intents"));
		assertThat(score(known, "equivalent")).isEqualTo(score(raw, "LABEL_0")).isNotEqualTo(0.5);
		assertThat(score(known, "not_equivalent")).isEqualTo(score(raw, "LABEL_1"));
	}

	private static double score(JsonNode classification, String label) {
		return classification.path("labels")
			.valueStream()
			.filter((one) -> one.path("label").asString().equals(label))
			.findFirst()
			.orElseThrow()
			.path("score")
			.doubleValue();
	}

	private JsonNode classified(String body) throws IOException {
		return json(
				this.mvc.post().uri("/classification").contentType(MediaType.APPLICATION_JSON).content(body).exchange(),
				200);
	}

	@Test
	void unsupportedModelsAreNamedAndNothingIsStored() throws Exception {
		int models = this.store.keys("models/").size();
		assertRefused("no-head", "squad-v2", "model", "'BertModel', whose head is not supported");
		assertRefused("qa-elsewhere", "sample-cola", "dataset",
				"BertForQuestionAnswering has a question answering head");
		assertRefused("qa-elsewhere", "mnli-mismatched", "dataset", "mnli");
		assertRefused("nothing", "squad-v2", "directory", "there is no encoder 'nothing'");
		assertRefused("../encoders/qa-elsewhere", "squad-v2", "directory", "not a valid encoder name");
		Path outside = Files.createDirectories(Path.of("target/import-tests/outside"));
		TrainedElsewhere.questions(outside);
		Files.createSymbolicLink(ENCODERS.resolve("linked"), outside.toAbsolutePath());
		assertRefused("linked", "squad-v2", "directory", "outside the folder");
		Files.write(ENCODERS.resolve("qa-elsewhere/model.safetensors"),
				Arrays.copyOf(Files.readAllBytes(ENCODERS.resolve("qa-elsewhere/model.safetensors")), 50_000));
		assertRefused("qa-elsewhere", "squad-v2", "directory", "model.safetensors");
		assertThat(this.store.keys("models/")).hasSize(models);
	}

	private void assertRefused(String directory, String dataset, String field, String message) throws IOException {
		JsonNode problem = json(post("{\"directory\": \"%s\", \"dataset\": \"%s\"}".formatted(directory, dataset)),
				422);
		assertThat(problem.path("field").asString()).isEqualTo(field);
		assertThat(problem.path("detail").asString()).contains(message).doesNotContain("import-tests");
	}

	@Test
	void allFaultsOfARequestAreListedAtOnce() throws Exception {
		JsonNode problem = json(post("{\"dataset\": \"a b\", \"name\": \" \", \"docStride\": 0}"), 400);
		assertThat(problem.path("errors").findValuesAsString("field")).containsExactly("directory", "dataset", "name",
				"docStride");
		assertThat(json(post("{\"directory\": \"qa-elsewhere\", \"datasets\": \"x\"}"), 400).path("field").asString())
			.isEqualTo("datasets");
		assertThat(json(post("{\"directory\": \"qa-elsewhere\", \"dataset\": \"q\", \"maxSequenceLength\": 513}"), 422)
			.path("detail")
			.asString()).isEqualTo("the encoder reads at most 512 tokens, not 513");
		assertThat(json(post("""
				{"directory": "qa-elsewhere", "dataset": "q", "maxSequenceLength": 100, "docStride": 90}"""), 422)
			.path("field")
			.asString()).isEqualTo("docStride");
	}

	@Test
	void aTarFileIsImported() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes));
				Stream<Path> files = Files.list(ENCODERS.resolve("qa-elsewhere"))) {
			for (Path file : files.sorted().toList()) {
				tar.putArchiveEntry(new TarArchiveEntry(file, "qa/" + file.getFileName()));
				Files.copy(file, tar);
				tar.closeArchiveEntry();
			}
		}
		JsonNode model = created(this.mvc.post()
			.uri("/models?dataset=squad-v2&name=tarred")
			.contentType("application/gzip")
			.content(bytes.toByteArray())
			.exchange());
		assertThat(model.path("name").asString()).isEqualTo("tarred");
	}

	@Test
	void deceptiveArchivesAreRejected() throws Exception {
		byte[] good = TrainedElsewhere.zip(ENCODERS.resolve("qa-elsewhere"), "qa/");
		assertArchive("not a zip file".getBytes(StandardCharsets.UTF_8), "is not a zip file");
		assertArchive(Arrays.copyOf(good, good.length / 2), "damaged");
		assertArchive(zip("../config.json", 10), "'../config.json', whose path points outside the archive");
		assertArchive(zip("/etc/config.json", 10), "'/etc/config.json', whose path");
		assertArchive(zip("a\\..\\..\\config.json", 10), "whose path points outside the archive");
		assertArchive(zip("readme.txt", 10), "has no config.json");
		assertArchive(zip("model.safetensors", 30 << 20), "unpacks to more than 20971520 bytes");
		assertArchive(zip("config.json", 10), "config.json");
		ByteArrayOutputStream two = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(two)) {
			for (String name : List.of("a/config.json", "b/model.safetensors")) {
				zip.putNextEntry(new ZipEntry(name));
			}
		}
		assertArchive(two.toByteArray(), "several folders: 'a/' and 'b/'");
	}

	@Test
	void theNextImportRemovesFilesOfAKilledOne() throws Exception {
		Path left = Files.createDirectories(STAGING.resolve("model-killed"));
		Path weights = Files.write(left.resolve("model.safetensors"), new byte[9]);
		for (Path path : List.of(weights, left)) {
			Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
		}
		assertArchive(zip("readme.txt", 10), "has no config.json");
		assertThat(left).doesNotExist();
	}

	private void assertArchive(byte[] zip, String message) throws IOException {
		JsonNode problem = json(upload("?dataset=squad-v2", zip), 422);
		assertThat(problem.path("type").asString()).isEqualTo("/problems/invalid-model");
		assertThat(problem.path("detail").asString()).contains(message);
	}

	private static byte[] zip(String name, int size) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry(name));
			zip.write(new byte[size]);
		}
		return bytes.toByteArray();
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri("/models").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private MvcTestResult upload(String query, byte[] zip) {
		return this.mvc.post().uri("/models" + query).contentType("application/zip").content(zip).exchange();
	}

	private JsonNode created(MvcTestResult result) throws IOException {
		JsonNode model = json(result, 201);
		this.imported.add(model.path("id").asString());
		assertThat(result.getResponse().getHeader("Location")).isEqualTo("/models/" + model.path("id").asString());
		return model;
	}

	private static JsonNode json(MvcTestResult result, int status) throws IOException {
		byte[] body = result.getResponse().getContentAsByteArray();
		assertThat(result).as(new String(body, StandardCharsets.UTF_8)).hasStatus(status);
		return JsonMapper.shared().readTree(body);
	}

}
