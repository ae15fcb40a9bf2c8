package io.mtdnn.pretrained.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.mtdnn.pretrained.EncoderException;

/**
 * The location of a tensor in a TensorFlow TensorBundle: the message
 * {@code BundleEntryProto}.
 *
 * @param type number of its data type; 1 is a 32-bit float
 * @param shape its dimensions
 * @param shard number of its data file
 * @param offset its position in the data file
 * @param length its length in bytes
 * @param checksum masked CRC32C of its bytes
 */
record BundleEntry(int type, long[] shape, int shard, long offset, long length, int checksum) {

	static final int FLOAT = 1;

	private static final String HEADER = "";

	/** All entries of an index by tensor name, sorted. */
	static Map<String, BundleEntry> readAll(byte[] index) throws IOException {
		Map<String, BundleEntry> entries = new LinkedHashMap<>();
		for (Map.Entry<String, byte[]> entry : LevelDbTable.read(index).entrySet()) {
			if (entry.getKey().equals(HEADER)) {
				requireOneLittleEndianFile(entry.getValue());
			}
			else {
				entries.put(entry.getKey(), read(entry.getValue()));
			}
		}
		return entries;
	}

	/**
	 * {@code BundleHeaderProto}: 1 is the number of data files, 2 their byte order, 0
	 * being little.
	 */
	private static void requireOneLittleEndianFile(byte[] header) throws IOException {
		CodedInputStream in = CodedInputStream.newInstance(header);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			int field = WireFormat.getTagFieldNumber(tag);
			if (field == 1 || field == 2) {
				int value = in.readInt32();
				if (value != ((field == 1) ? 1 : 0)) {
					throw new EncoderException("its variables are in several files or in big-endian order");
				}
			}
			else {
				in.skipField(tag);
			}
		}
	}

	private static BundleEntry read(byte[] message) throws IOException {
		long[] numbers = new long[7];
		List<Long> shape = new ArrayList<>();
		CodedInputStream in = CodedInputStream.newInstance(message);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			int field = WireFormat.getTagFieldNumber(tag);
			switch (field) {
				case 2 -> shape(in.readByteArray(), shape);
				case 1, 3, 4, 5 -> numbers[field] = in.readInt64();
				case 6 -> numbers[field] = in.readFixed32();
				case 7 -> throw new EncoderException("its variables are partitioned, which is not supported");
				default -> in.skipField(tag);
			}
		}
		return new BundleEntry((int) numbers[1], shape.stream().mapToLong(Long::longValue).toArray(), (int) numbers[3],
				numbers[4], numbers[5], (int) numbers[6]);
	}

	/** {@code TensorShapeProto}: 2 is a dimension, whose field 1 is its size. */
	private static void shape(byte[] message, List<Long> sizes) throws IOException {
		CodedInputStream in = CodedInputStream.newInstance(message);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			if (WireFormat.getTagFieldNumber(tag) == 2) {
				sizes.add(size(in.readByteArray()));
			}
			else {
				in.skipField(tag);
			}
		}
	}

	private static long size(byte[] message) throws IOException {
		long size = 0;
		CodedInputStream in = CodedInputStream.newInstance(message);
		for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
			if (WireFormat.getTagFieldNumber(tag) == 1) {
				size = in.readInt64();
			}
			else {
				in.skipField(tag);
			}
		}
		return size;
	}

}
