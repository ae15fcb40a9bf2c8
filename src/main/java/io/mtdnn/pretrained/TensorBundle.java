package io.mtdnn.pretrained;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.model.FloatTensor;

/**
 * The variables of a TensorFlow SavedModel ({@code variables.index} and one shard of {@code variables.data}), format of
 * {@code tensorflow/core/protobuf/tensor_bundle.proto}. Each tensor's checksum is checked when it is read.
 */
final class TensorBundle {

	private static final int FLOAT = 1;

	private final Map<String, Entry> entries = new TreeMap<>();

	private final ByteBuffer data;

	TensorBundle(ByteBuffer index, ByteBuffer data) {
		this.data = data;
		SortedTable.read(index).forEach((key, value) -> {
			Entry entry = Entry.parse(value);
			if (!key.isEmpty() && entry.type() == FLOAT) {
				this.entries.put(key, entry);
			}
		});
	}

	/** Float tensors by variable name. */
	Iterable<String> names() {
		return this.entries.keySet();
	}

	FloatTensor read(String name) {
		Entry entry = this.entries.get(name);
		long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
		long bytes = Float.BYTES * entry.shape().stream().reduce(1L, Math::multiplyExact);
		if (bytes != entry.size() || entry.offset() + bytes > this.data.limit()) {
			throw new EncoderException("tensor " + name + " of " + bytes + " bytes lies outside of the archive's data");
		}
		ByteBuffer slice = this.data.slice((int) entry.offset(), (int) bytes);
		if (MaskedCrc.of(slice) != entry.crc()) {
			throw new EncoderException("tensor " + name + " does not match its checksum");
		}
		return new FloatTensor(shape, slice.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
	}

	/**
	 * BundleEntryProto.
	 *
	 * @param type DataType; 1 is float
	 * @param offset first byte in the shard
	 * @param crc masked CRC-32C of the bytes
	 */
	private record Entry(int type, List<Long> shape, long offset, long size, int crc) {

		static Entry parse(ByteBuffer message) {
			int type = 0;
			List<Long> shape = new ArrayList<>();
			long offset = 0;
			long size = 0;
			int crc = 0;
			ProtoReader reader = new ProtoReader(message);
			while (reader.next()) {
				switch (reader.field()) {
					case 1 -> type = (int) reader.varint();
					case 2 -> shape.addAll(shape(reader.bytes()));
					case 4 -> offset = reader.varint();
					case 5 -> size = reader.varint();
					case 6 -> crc = reader.fixed32();
					default -> reader.skip();
				}
			}
			return new Entry(type, shape, offset, size, crc);
		}

		/** TensorShapeProto: field 2 holds a dimension, whose field 1 is its size. */
		private static List<Long> shape(ByteBuffer message) {
			List<Long> sizes = new ArrayList<>();
			ProtoReader reader = new ProtoReader(message);
			while (reader.next()) {
				if (reader.field() == 2) {
					ProtoReader dimension = new ProtoReader(reader.bytes());
					while (dimension.next()) {
						if (dimension.field() == 1) {
							sizes.add(dimension.varint());
						}
						else {
							dimension.skip();
						}
					}
				}
				else {
					reader.skip();
				}
			}
			return sizes;
		}

	}

}
