package io.mtdnn.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;

/**
 * Writes a graph as an ONNX file, a {@code ModelProto}. The weights go one after the other from their source to the
 * file, whereas protobuf's generated classes would need the whole model on the heap.
 */
final class OnnxFile {

	/** With {@code LayerNormalization}; ONNX 1.12 and later. */
	private static final int OPERATOR_SET = 17;

	private static final int IR_VERSION = 8;

	private final OnnxGraph graph;

	private final ModelProto model;

	OnnxFile(OnnxGraph graph, Map<String, String> metadata) {
		this.graph = graph;
		ModelProto.Builder builder = ModelProto.newBuilder()
			.setIrVersion(IR_VERSION)
			.setProducerName("MT-DNN Server")
			.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
		metadata.forEach((key, value) -> builder
			.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
		this.model = builder.build();
	}

	/** @throws ModelFormatException when it would be larger than protobuf's 2 GiB */
	void write(OutputStream stream) throws IOException {
		GraphProto skeleton = this.graph.skeleton();
		long size = skeleton.getSerializedSize();
		for (OnnxWeight weight : this.graph.weights()) {
			size += weight.sizeAsField(GraphProto.INITIALIZER_FIELD_NUMBER);
		}
		long total = this.model.getSerializedSize() + OnnxWeight.sizeAsField(ModelProto.GRAPH_FIELD_NUMBER, size);
		if (total > Integer.MAX_VALUE) {
			throw new ModelFormatException("the model would take " + total + " bytes, but an ONNX file has at most 2 GiB");
		}
		CodedOutputStream out = CodedOutputStream.newInstance(stream);
		this.model.writeTo(out);
		OnnxWeight.startField(ModelProto.GRAPH_FIELD_NUMBER, size, out);
		skeleton.writeTo(out);
		for (OnnxWeight weight : this.graph.weights()) {
			weight.writeAsField(GraphProto.INITIALIZER_FIELD_NUMBER, out);
		}
		out.flush();
	}

}
