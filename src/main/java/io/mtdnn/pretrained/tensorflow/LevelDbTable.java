package io.mtdnn.pretrained.tensorflow;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import io.mtdnn.pretrained.EncoderException;

/**
 * A sorted table of keys and values in the file format of LevelDB, which TensorFlow
 * writes its indexes in: blocks of prefix-compressed entries, each block with its
 * compression and its checksum behind it, an index block that points at them, and a
 * footer of 48 bytes that points at the index block.
 */
final class LevelDbTable {

	private static final int FOOTER = 48;

	private static final long MAGIC = 0xdb4775248b80fb57L;

	private static final int TRAILER = 5;

	private final byte[] file;

	private LevelDbTable(byte[] file) {
		this.file = file;
	}

	/**
	 * @throws EncoderException when the table is damaged, or a block of it is compressed
	 */
	static SortedMap<String, byte[]> read(byte[] file) {
		try {
			return new LevelDbTable(file).entries();
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw new EncoderException("the index of its variables is damaged", ex);
		}
	}

	private SortedMap<String, byte[]> entries() {
		ByteBuffer footer = buffer(this.file.length - FOOTER, FOOTER);
		if (footer.getLong(FOOTER - 8) != MAGIC) {
			throw new EncoderException("the index of its variables is truncated or not a table");
		}
		// The meta index comes first; TensorFlow leaves it empty, but its checksum should
		// be right.
		block(footer);
		SortedMap<String, byte[]> entries = new TreeMap<>();
		for (byte[] handle : block(footer).values()) {
			entries.putAll(block(ByteBuffer.wrap(handle)));
		}
		return entries;
	}

	private SortedMap<String, byte[]> block(ByteBuffer handle) {
		int offset = Math.toIntExact(varint(handle));
		int size = Math.toIntExact(varint(handle));
		ByteBuffer trailer = buffer(offset + size, TRAILER);
		if (trailer.get() != 0) {
			throw new EncoderException("the index of its variables is compressed, which is not supported");
		}
		CRC32C crc = new CRC32C();
		crc.update(this.file, offset, size + 1);
		if (Checksums.masked(crc) != trailer.getInt()) {
			throw new EncoderException("the index of its variables is damaged: wrong checksum");
		}
		return entries(buffer(offset, size));
	}

	private static SortedMap<String, byte[]> entries(ByteBuffer block) {
		int restarts = block.getInt(block.limit() - 4);
		block.limit(block.limit() - 4 - Math.multiplyExact(4, restarts));
		SortedMap<String, byte[]> entries = new TreeMap<>();
		byte[] key = new byte[0];
		while (block.hasRemaining()) {
			int shared = Math.toIntExact(varint(block));
			byte[] rest = new byte[length(block)];
			byte[] value = new byte[length(block)];
			block.get(rest).get(value);
			key = concatenated(key, shared, rest);
			entries.put(new String(key, StandardCharsets.UTF_8), value);
		}
		return entries;
	}

	private static int length(ByteBuffer block) {
		long length = varint(block);
		if (length > block.remaining()) {
			throw new BufferUnderflowException();
		}
		return (int) length;
	}

	private static byte[] concatenated(byte[] previous, int shared, byte[] rest) {
		if (shared > previous.length) {
			throw new IndexOutOfBoundsException(shared);
		}
		byte[] key = Arrays.copyOf(previous, shared + rest.length);
		System.arraycopy(rest, 0, key, shared, rest.length);
		return key;
	}

	private ByteBuffer buffer(int offset, int length) {
		return ByteBuffer.wrap(this.file, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Reads a number with seven bits per byte, the lowest first. */
	private static long varint(ByteBuffer bytes) {
		long value = 0;
		for (int shift = 0; shift < 63; shift += 7) {
			byte next = bytes.get();
			value |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new IndexOutOfBoundsException("a number of more than 63 bits");
	}

}
