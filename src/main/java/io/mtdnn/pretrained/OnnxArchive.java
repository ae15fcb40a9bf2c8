package io.mtdnn.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mtdnn.model.FloatTensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A jar with an exported BERT: {@code <name>.onnx} and {@code <name>-tokenizer.json}. The exporter leaves biases,
 * embeddings and LayerNorm under their own names; linear weights are anonymous and transposed, and get their name from
 * the node that multiplies with them ({@code /encoder/layer.0/attention/self/query/MatMul}).
 */
final class OnnxArchive implements ArchiveConverter {

	/** MiniLM-L6: 12 heads of 32. */
	private static final int HEADS = 12;

	private final JsonMapper json;

	OnnxArchive(JsonMapper json) {
		this.json = json;
	}

	@Override
	public void convert(Path archive, Path directory) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			HuggingFaceFiles files = new HuggingFaceFiles(directory, this.json);
			files.weights(tensors(model(zip)), HEADS);
			ObjectNode tokenizer = tokenizer(zip);
			files.write("tokenizer.json", tokenizer);
			files.vocabulary(vocabulary(tokenizer));
			files.tokenizerConfig(tokenizer.path("normalizer").path("lowercase").asBoolean(true));
		}
		catch (ZipException ex) {
			throw new EncoderException(archive.getFileName() + " is damaged: " + ex.getMessage(), ex);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new EncoderException(archive.getFileName() + " holds no ONNX model: " + ex.getMessage(), ex);
		}
	}

	private static ModelProto model(ZipFile zip) throws IOException {
		try (InputStream stream = zip.getInputStream(entry(zip, ".onnx"))) {
			CodedInputStream coded = CodedInputStream.newInstance(stream);
			coded.setSizeLimit(Integer.MAX_VALUE);
			return ModelProto.parseFrom(coded);
		}
	}

	private static ZipEntry entry(ZipFile zip, String suffix) {
		return zip.stream()
			.filter((candidate) -> candidate.getName().endsWith(suffix))
			.findFirst()
			.orElseThrow(() -> new EncoderException("the archive has no file *" + suffix));
	}

	private static Map<String, FloatTensor> tensors(ModelProto model) {
		Map<String, String> multiplied = new HashMap<>();
		for (NodeProto node : model.getGraph().getNodeList()) {
			if (node.getOpType().equals("MatMul") && node.getInputCount() == 2) {
				multiplied.put(node.getInput(1), node.getName());
			}
		}
		Map<String, FloatTensor> tensors = new TreeMap<>();
		for (TensorProto tensor : model.getGraph().getInitializerList()) {
			if (tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT.getNumber() && tensor.getDimsCount() > 0) {
				String node = multiplied.get(tensor.getName());
				tensors.put("bert." + ((node != null) ? weightName(node) : tensor.getName()),
						(node != null) ? Transposed.of(floats(tensor)) : floats(tensor));
			}
		}
		return tensors;
	}

	/** {@code /encoder/layer.0/output/dense/MatMul} is {@code encoder.layer.0.output.dense.weight}. */
	private static String weightName(String node) {
		return node.substring(1, node.lastIndexOf('/')).replace('/', '.') + ".weight";
	}

	private static FloatTensor floats(TensorProto tensor) {
		long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
		FloatBuffer data = tensor.getRawData()
			.asReadOnlyByteBuffer()
			.order(ByteOrder.LITTLE_ENDIAN)
			.asFloatBuffer();
		long expected = java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact);
		if (data.remaining() != expected) {
			throw new EncoderException("tensor " + tensor.getName() + " has " + data.remaining() + " numbers instead of "
					+ expected);
		}
		return new FloatTensor(shape, data);
	}

	/** Without the truncation and padding that the exported file has baked in. */
	private ObjectNode tokenizer(ZipFile zip) throws IOException {
		try (InputStream stream = zip.getInputStream(entry(zip, "tokenizer.json"))) {
			ObjectNode tokenizer = (ObjectNode) this.json.readTree(stream.readAllBytes());
			tokenizer.putNull("truncation");
			tokenizer.putNull("padding");
			return tokenizer;
		}
		catch (JacksonException | ClassCastException ex) {
			throw new EncoderException("the archive's tokenizer.json cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static List<String> vocabulary(JsonNode tokenizer) {
		JsonNode vocabulary = tokenizer.path("model").path("vocab");
		String[] pieces = new String[vocabulary.size()];
		vocabulary.properties().forEach((piece) -> pieces[piece.getValue().asInt()] = piece.getKey());
		return List.of(pieces);
	}

}
