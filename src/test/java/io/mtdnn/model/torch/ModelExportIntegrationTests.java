package io.mtdnn.model.torch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.mtdnn.api.ApiTestSettings;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.onnx.OnnxRows;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.thresholds.Thresholds;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Models exported over HTTP compute the same results elsewhere. The model's vocabulary is
 * too small to tokenise with, so no other test may find it registered.
 */
@ApiTestSettings
@DirtiesContext
class ModelExportIntegrationTests {

	@TempDir
	private static Path directory;

	private static Path bundle;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ModelRegistry registry;

	@Autowired
	private Thresholds thresholds;

	@BeforeEach
	void register() throws IOException {
		if (bundle == null) {
			Path encoder = TinyBert.write(directory.resolve("encoder"));
			bundle = directory.resolve("bundle");
			try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0))) {
				TinyBert.FACTORY.writeBundle(bundle, encoder, model,
						new ModelDescription("tiny", TinyBert.TASKS, 48, 8, 16, -1.5, Map.of()));
			}
			for (String file : TokenizerFileNames.ALL.subList(0, 3)) {
				Files.writeString(bundle.resolve(file), "{}");
			}
			this.registry.register(new ModelRegistration("export-1", "qa 0.8 + \"swag\"/../é", bundle, Map.of()));
		}
	}

	@Test
	void anOnnxExportReturnsTheSameAnswers() throws Exception {
		this.thresholds.promote(this.registry.find("export-1").orElseThrow(), 0.75);
		MockHttpServletResponse response = get("?format=onnx&dataset=squad-v2", 200);

		assertThat(response.getContentType()).isEqualTo("application/octet-stream");
		assertThat(response.getContentLengthLong()).isEqualTo(response.getContentAsByteArray().length);
		assertThat(response.getHeader("Content-Disposition"))
			.contains("filename*=UTF-8''qa-0.8-swag-..-%C3%A9-squad-v2.onnx");
		List<TokenSequence> rows = TinyBert.rows(new Random(1), 12, 40);
		try (OnnxRows exported = OnnxRows.open(response.getContentAsByteArray());
				InferenceModel ours = TinyBert.FACTORY.openForInference(bundle)) {
			assertThat(exported.session.getMetadata().getCustomMetadata()).containsEntry("mtdnn.null_threshold",
					"0.75");
			List<SpanLogits> expected = ours.spans("squad-v2", rows);
			float[][] start = (float[][]) exported.run("start_logits", rows);
			for (int i = 0; i < rows.size(); i++) {
				assertThat(Arrays.copyOf(start[i], rows.get(i).length())).containsExactly(expected.get(i).start(),
						within(1e-5f));
			}
		}
	}

	@Test
	void theBundleIsInTheZipFile() throws Exception {
		MockHttpServletResponse response = get("?format=bundle", 200);

		Map<String, byte[]> files = files(response);
		assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8)).contains("qa-0.8-swag-..-é/");
		assertThat(files.keySet()).containsExactly("config.json", "model.safetensors", "mtdnn.json", "tokenizer.json",
				"tokenizer_config.json", "vocab.txt");
		Path exported = unpacked(files);
		try (InferenceModel again = TinyBert.FACTORY.openForInference(exported);
				InferenceModel ours = TinyBert.FACTORY.openForInference(bundle)) {
			List<TokenSequence> rows = TinyBert.rows(new Random(1), 12, 40);
			assertThat(again.tasks()).isEqualTo(TinyBert.TASKS);
			assertThat(again.scores("mnli", rows)).isDeepEqualTo(ours.scores("mnli", rows));
			assertThat(again.spans("squad-v2", rows).get(1).end()).isEqualTo(ours.spans("squad-v2", rows).get(1).end());
		}
		assertThat(TinyBert.FACTORY.describe(exported).nullThreshold())
			.isEqualTo(this.registry.find("export-1").orElseThrow().nullThreshold());
		assertThat(get("?format=bundle", 200).getContentAsByteArray()).isEqualTo(response.getContentAsByteArray());
	}

	@Test
	void theBundleNamesItsOnlySpanHeadAsTransformersDoesAndLeavesAmbiguousHeadsEmpty() throws Exception {
		Map<String, byte[]> files = files(get("?format=bundle", 200));
		try (SafeTensors ours = SafeTensors.open(bundle.resolve("model.safetensors"));
				SafeTensors exported = SafeTensors.open(unpacked(files).resolve("model.safetensors"))) {
			assertThat(exported.floats("qa_outputs.weight").data())
				.isEqualTo(ours.floats("heads.squad-v2.weight").data());
			assertThat(exported.floats("qa_outputs.bias").data()).isEqualTo(ours.floats("heads.squad-v2.bias").data());
			// swag and mnli could both be meant
			assertThat(exported.shapes().get("classifier.weight")).containsExactly(0);
			assertThat(exported.metadata()).containsEntry("format", "pt");
		}
		assertThat(new String(files.get("config.json"), StandardCharsets.UTF_8)).contains("BertForQuestionAnswering");
	}

	@Test
	void aHeadIsExportedForTheTransformersClassOfItsKind() throws Exception {
		this.thresholds.promote(this.registry.find("export-1").orElseThrow(), 0.5);
		Map<String, byte[]> spans = files(get("?format=hugging-face&dataset=squad-v2", 200));
		assertThat(spans.keySet()).containsExactly("README.md", "config.json", "model.safetensors", "mtdnn.json",
				"tokenizer.json", "tokenizer_config.json", "vocab.txt");
		assertThat(new String(spans.get("config.json"), StandardCharsets.UTF_8)).contains("BertForQuestionAnswering");
		assertThat(new String(spans.get("mtdnn.json"), StandardCharsets.UTF_8)).contains("\"nullThreshold\" : 0.5");
		assertThat(new String(spans.get("README.md"), StandardCharsets.UTF_8)).contains("exceeds 0.5", "`squad-v2`");
		Map<String, byte[]> labels = files(get("?format=hugging-face&dataset=mnli", 200));
		assertThat(new String(labels.get("config.json"), StandardCharsets.UTF_8))
			.contains("BertForSequenceClassification", "\"id2label\"", "\"problem_type\"");
		assertThat(new String(files(get("?format=hugging-face&dataset=swag", 200)).get("config.json"),
				StandardCharsets.UTF_8))
			.contains("BertForMultipleChoice");
		try (SafeTensors ours = SafeTensors.open(bundle.resolve("model.safetensors"));
				SafeTensors exported = SafeTensors.open(unpacked(labels).resolve("model.safetensors"))) {
			assertThat(exported.shapes().keySet()).noneMatch((name) -> name.startsWith("heads."));
			assertThat(exported.floats("bert.pooler.dense.weight").data().get(33)).isEqualTo(1f / 4096);
			assertThat(exported.floats("classifier.weight").data().get(7))
				.isEqualTo(4096 * ours.floats("heads.mnli.weight").data().get(7));
		}
	}

	private static Map<String, byte[]> files(MockHttpServletResponse response) throws IOException {
		Map<String, byte[]> files = new TreeMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.getContentAsByteArray()))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				files.put(entry.getName().replaceFirst("^[^/]*/", ""), zip.readAllBytes());
			}
		}
		return files;
	}

	private static Path unpacked(Map<String, byte[]> files) throws IOException {
		Path unpacked = Files.createTempDirectory(directory, "unpacked");
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			Files.write(unpacked.resolve(file.getKey()), file.getValue());
		}
		return unpacked;
	}

	@Test
	void impossibleExportsAreExplained() throws Exception {
		assertThat(get("?dataset=cola", 422).getContentAsString()).contains("\"field\":\"dataset\"")
			.contains("squad-v2, swag, mnli");
		assertThat(get("", 422).getContentAsString()).contains("\"field\":\"dataset\"");
		assertThat(get("?format=pickle", 400).getContentAsString()).contains("\"field\":\"format\"")
			.contains("onnx, hugging-face or bundle");
		assertThat(this.mvc.get().uri("/models/nothing/export").exchange()).hasStatus(404);
	}

	private MockHttpServletResponse get(String query, int status) throws IOException {
		MockHttpServletResponse response = this.mvc.get()
			.uri("/models/export-1/export" + query)
			.exchange()
			.getResponse();
		assertThat(response.getStatus()).as(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(status);
		return response;
	}

}
