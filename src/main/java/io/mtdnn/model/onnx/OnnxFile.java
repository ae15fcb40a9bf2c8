package io.mtdnn.model.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;
import io.mtdnn.model.UnsupportedExportException;

/**
 * Writes a graph as an ONNX file, which is a {@code ModelProto}. The weights are streamed
 * to the file one at a time; protobuf's generated classes would need the whole model on
 * the heap.
 */
final class OnnxFile {

	/** The first version with {@code LayerNormalization}; ONNX 1.12 and later. */
	private static final int OPERATOR_SET = 17;

	private static final int IR_VERSION = 8;

	private final ModelProto model;

	private final GraphProto skeleton;

	private final List<OnnxWeight> weights;

	/** Size of the graph with its weights in bytes. */
	private final long graphSize;

	/**
	 * @throws UnsupportedExportException when the file would exceed protobuf's limit of 2
	 * GiB
	 */
	OnnxFile(OnnxGraph graph, Map<String, String> metadata) {
		ModelProto.Builder builder = ModelProto.newBuilder()
			.setIrVersion(IR_VERSION)
			.setProducerName("MT-DNN Server")
			.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
		metadata.forEach((key, value) -> builder
			.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
		this.model = builder.build();
		this.skeleton = graph.skeleton();
		this.weights = graph.weights();
		this.graphSize = this.weights.stream()
			.mapToLong((weight) -> weight.sizeAsField(GraphProto.INITIALIZER_FIELD_NUMBER))
			.sum() + this.skeleton.getSerializedSize();
		if (size() > Integer.MAX_VALUE) {
			throw new UnsupportedExportException(
					"the model would have " + size() + " bytes, but an ONNX file has at most 2 GiB");
		}
	}

	long size() {
		return this.model.getSerializedSize() + OnnxWeight.sizeAsField(ModelProto.GRAPH_FIELD_NUMBER, this.graphSize);
	}

	void write(OutputStream stream) throws IOException {
		CodedOutputStream out = CodedOutputStream.newInstance(stream);
		this.model.writeTo(out);
		OnnxWeight.startField(ModelProto.GRAPH_FIELD_NUMBER, this.graphSize, out);
		this.skeleton.writeTo(out);
		for (OnnxWeight weight : this.weights) {
			weight.writeAsField(GraphProto.INITIALIZER_FIELD_NUMBER, out);
		}
		out.flush();
	}

}
