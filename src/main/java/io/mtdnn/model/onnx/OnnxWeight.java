package io.mtdnn.model.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.mtdnn.model.FloatTensor;

/**
 * A weight of an ONNX graph: a {@code TensorProto} whose values are requested only when
 * it is written.
 */
final class OnnxWeight {

	private static final int CHUNK = 1 << 20;

	private final TensorProto header;

	private final long bytes;

	private final Supplier<FloatTensor> values;

	OnnxWeight(String name, long[] shape, Supplier<FloatTensor> values) {
		TensorProto.Builder builder = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
		Arrays.stream(shape).forEach(builder::addDims);
		this.header = builder.build();
		this.bytes = Arrays.stream(shape).reduce(Float.BYTES, Math::multiplyExact);
		this.values = values;
	}

	/** Number of bytes of the header and of the values with their tag and length. */
	private long size() {
		return this.header.getSerializedSize() + sizeAsField(TensorProto.RAW_DATA_FIELD_NUMBER, this.bytes);
	}

	/** Number of bytes of this weight as a field of a message. */
	long sizeAsField(int field) {
		return sizeAsField(field, size());
	}

	void writeAsField(int field, CodedOutputStream out) throws IOException {
		startField(field, size(), out);
		this.header.writeTo(out);
		startField(TensorProto.RAW_DATA_FIELD_NUMBER, this.bytes, out);
		FloatBuffer rest = this.values.get().data().duplicate();
		byte[] chunk = new byte[CHUNK];
		FloatBuffer floats = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
		while (rest.hasRemaining()) {
			int count = Math.min(rest.remaining(), floats.capacity());
			floats.clear().put(rest.slice(rest.position(), count));
			rest.position(rest.position() + count);
			out.write(chunk, 0, count * Float.BYTES);
		}
	}

	static long sizeAsField(int field, long length) {
		return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length) + length;
	}

	/** Writes the tag and length of a field that is a message or bytes. */
	static void startField(int field, long length, CodedOutputStream out) throws IOException {
		out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
		out.writeUInt64NoTag(length);
	}

}
