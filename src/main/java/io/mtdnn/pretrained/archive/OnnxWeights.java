package io.mtdnn.pretrained.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.pretrained.EncoderException;

/**
 * The weights of a BERT encoder that PyTorch exported to ONNX. Most initialisers keep
 * their names; the exporter transposes the weights of linear layers and calls them
 * {@code onnx::MatMul_885}, but the node that consumes one still has the module's path:
 * {@code /encoder/layer.0/attention/self/query/MatMul}.
 */
final class OnnxWeights {

	private static final Pattern ENCODER = Pattern
		.compile("(bert\\.)?(embeddings|encoder|pooler)\\..+\\.(weight|bias)");

	private OnnxWeights() {
	}

	/**
	 * Weights by Hugging Face names; linear weights are transposed back to
	 * {@code [out, in]}.
	 */
	static Map<String, FloatTensor> read(GraphProto graph) {
		Map<String, String> names = transposedNames(graph.getNodeList());
		Map<String, FloatTensor> weights = new HashMap<>();
		for (TensorProto initializer : graph.getInitializerList()) {
			String transposed = names.get(initializer.getName());
			String name = (transposed != null) ? transposed : initializer.getName();
			if (ENCODER.matcher(name).matches()) {
				FloatTensor tensor = tensor(name, initializer);
				FloatTensor twin = weights.put(name, (transposed != null) ? transposed(name, tensor) : tensor);
				if (twin != null) {
					throw new EncoderException("two of its tensors are " + name);
				}
			}
		}
		return weights;
	}

	private static Map<String, String> transposedNames(List<NodeProto> nodes) {
		Map<String, String> names = new HashMap<>();
		for (NodeProto node : nodes) {
			if (node.getOpType().equals("MatMul") && node.getInputCount() == 2 && node.getName().endsWith("/MatMul")) {
				String module = node.getName().substring(0, node.getName().length() - "/MatMul".length());
				names.put(node.getInput(1), module.replaceFirst("^/", "").replace('/', '.') + ".weight");
			}
		}
		return names;
	}

	private static FloatTensor transposed(String name, FloatTensor kernel) {
		ArchivedEncoder.requireMatrix(name, kernel);
		return kernel.transposed();
	}

	private static FloatTensor tensor(String name, TensorProto tensor) {
		if (tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber()
				|| tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
			throw new EncoderException(name + " is not made of 32-bit floats inside the file");
		}
		long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
		try {
			return new FloatTensor(shape, values(tensor));
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new EncoderException(name + " is damaged: " + ex.getMessage(), ex);
		}
	}

	private static FloatBuffer values(TensorProto tensor) {
		ByteString raw = tensor.getRawData();
		if (raw.isEmpty()) {
			FloatBuffer values = FloatBuffer.allocate(tensor.getFloatDataCount());
			tensor.getFloatDataList().forEach(values::put);
			return values.flip();
		}
		ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
		return bytes.asFloatBuffer();
	}

}
