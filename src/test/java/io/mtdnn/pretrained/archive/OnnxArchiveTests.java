package io.mtdnn.pretrained.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.tokenization.BertTokenizerJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class OnnxArchiveTests {

	private static final String QUERY = "encoder.layer.0.attention.self.query.weight";

	@TempDir
	private Path directory;

	@Test
	void weightsAreNamedAfterTheNodesThatConsumeThem() throws IOException {
		ArchivedEncoder encoder = open(model().build(), tokenizer());
		TinyEncoder.weights().forEach((name, expected) -> {
			FloatTensor actual = encoder.weights().get(name);
			assertThat(actual).as(name).isNotNull();
			assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
			assertThat(TinyEncoder.values(actual)).as(name).isEqualTo(TinyEncoder.values(expected));
		});
		assertThat(encoder.weights()).hasSize(TinyEncoder.weights().size());
		assertThat(encoder.config()).isEqualTo(EncoderConfig.bert(11, 4, 1, 2, 6, 8, 2, 1e-12));
	}

	@Test
	void truncationAndPaddingAreRemovedFromTheTokenizer() throws IOException {
		ObjectNode tokenizer = tokenizer();
		tokenizer.putObject("truncation").put("max_length", 128);
		tokenizer.putObject("padding").put("pad_id", 0);
		ArchivedEncoder encoder = open(model().build(), tokenizer);
		assertThat(encoder.tokenizer().path("truncation").isNull()).isTrue();
		assertThat(encoder.tokenizer().path("padding").isNull()).isTrue();
	}

	@Test
	void theVocabularyEqualsThatOfTheTokenizer() throws IOException {
		assertThat(open(model().build(), tokenizer()).vocabulary().toText()).isEqualTo(TinyEncoder.VOCABULARY);
	}

	@Test
	void aVocabularyWithAGapIsRejected() {
		ObjectNode tokenizer = tokenizer();
		((ObjectNode) tokenizer.at("/model/vocab")).put("Rome", 12);
		assertRefused(model().build(), tokenizer, "the vocabulary has no usable word piece with id 11");
	}

	@Test
	void aTensorWithFewerValuesThanItsShapeIsRejected() {
		ModelProto.Builder model = model();
		TensorProto.Builder query = query(model);
		query.setRawData(query.getRawData().substring(4));
		assertRefused(model.build(), tokenizer(), QUERY + " is damaged: 15 values for shape [4, 4]");
	}

	@Test
	void weightsInOtherFilesOrTypesAreRejected() {
		ModelProto.Builder external = model();
		query(external).setDataLocation(TensorProto.DataLocation.EXTERNAL);
		assertRefused(external.build(), tokenizer(), QUERY + " is not made of 32-bit floats inside the file");
		ModelProto.Builder half = model();
		query(half).setDataType(TensorProto.DataType.FLOAT16.getNumber());
		assertRefused(half.build(), tokenizer(), QUERY + " is not made of 32-bit floats inside the file");
	}

	@Test
	void aModelThatIsNotAnEncoderIsRejected() {
		assertThatExceptionOfType(EncoderException.class)
			.isThrownBy(() -> open(ModelProto.newBuilder().setIrVersion(7).build(), tokenizer()).config())
			.withMessage("it lacks the tensor embeddings.word_embeddings.weight");
	}

	@Test
	void aTruncatedArchiveIsRejected() throws IOException {
		byte[] jar = jar(model().build().toByteArray(), tokenizer());
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> open(Arrays.copyOf(jar, jar.length / 2)));
	}

	@Test
	void aTruncatedModelIsRejected() {
		byte[] model = model().build().toByteArray();
		assertThatIOException().isThrownBy(() -> open(jar(Arrays.copyOf(model, model.length / 2), tokenizer())))
			.withMessageContaining("ended unexpectedly");
	}

	@Test
	void aModelMuchLargerThanItsArchiveIsRejected() {
		ModelProto.Builder model = model();
		query(model).setRawData(ByteString.copyFrom(new byte[8 << 20]));
		assertRefused(model.build(), tokenizer(),
				"it unpacks to more than 20 times its size, at its entry 'model.onnx'");
	}

	private void assertRefused(ModelProto model, ObjectNode tokenizer, String why) {
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> open(model, tokenizer))
			.withMessageContaining(why);
	}

	private ArchivedEncoder open(ModelProto model, ObjectNode tokenizer) throws IOException {
		return open(jar(model.toByteArray(), tokenizer));
	}

	private ArchivedEncoder open(byte[] jar) throws IOException {
		Path file = Files.write(this.directory.resolve("archive.jar"), jar);
		return new OnnxArchive("model.onnx", "tokenizer.json", 2).open(file, this.directory);
	}

	static byte[] jar(byte[] model, ObjectNode tokenizer) {
		Map<String, byte[]> entries = new LinkedHashMap<>();
		entries.put("README", TinyEncoder.utf8("read me"));
		entries.put("tokenizer.json", TinyEncoder.utf8(tokenizer.toString()));
		entries.put("model.onnx", model);
		return TinyEncoder.deflated(entries);
	}

	static ObjectNode tokenizer() {
		return BertTokenizerJson.of(Vocabulary.ofText(TinyEncoder.VOCABULARY).pieces(), true);
	}

	private static TensorProto.Builder query(ModelProto.Builder model) {
		return model.getGraphBuilder()
			.getInitializerBuilderList()
			.stream()
			.filter((tensor) -> tensor.getName().equals("onnx::MatMul_" + QUERY.hashCode()))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * As PyTorch exports: linear weights transposed and anonymous, biases in the floats'
	 * own field.
	 */
	static ModelProto.Builder model() {
		GraphProto.Builder graph = GraphProto.newBuilder();
		TinyEncoder.weights().forEach((name, tensor) -> {
			if (TinyEncoder.isLinear(name)) {
				String anonymous = "onnx::MatMul_" + name.hashCode();
				graph.addInitializer(tensor(anonymous, TinyEncoder.kernel(tensor)));
				String module = "/" + name.replaceAll("\\.weight$", "")
					.replace("layer.0", "layer#0")
					.replace('.', '/')
					.replace('#', '.');
				graph.addNode(NodeProto.newBuilder()
					.setOpType("MatMul")
					.setName(module + "/MatMul")
					.addInput("x")
					.addInput(anonymous));
			}
			else {
				graph.addInitializer(tensor(name, tensor));
			}
		});
		// Nodes without weights: attention's own product, and a table of numbers.
		graph.addNode(NodeProto.newBuilder()
			.setOpType("MatMul")
			.setName("/encoder/layer.0/attention/self/MatMul")
			.addInput("query")
			.addInput("key"));
		graph.addInitializer(TensorProto.newBuilder()
			.setName("embeddings.position_ids")
			.addDims(1)
			.addInt64Data(0)
			.setDataType(TensorProto.DataType.INT64.getNumber()));
		return ModelProto.newBuilder().setIrVersion(7).setGraph(graph);
	}

	private static TensorProto tensor(String name, FloatTensor tensor) {
		TensorProto.Builder builder = TensorProto.newBuilder()
			.setName(name)
			.setDataType(TensorProto.DataType.FLOAT.getNumber());
		Arrays.stream(tensor.shape()).forEach(builder::addDims);
		if (name.endsWith("bias")) {
			for (float value : TinyEncoder.values(tensor)) {
				builder.addFloatData(value);
			}
			return builder.build();
		}
		ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.data().remaining()).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(tensor.data().duplicate());
		return builder.setRawData(ByteString.copyFrom(bytes)).build();
	}

}
