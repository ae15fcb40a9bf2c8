package io.mtdnn.pretrained;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A LevelDB-style sorted table, the format of a TensorBundle's index: blocks of prefix-compressed entries, an index block
 * that points to them, and a footer that points to the index block.
 */
final class SortedTable {

	private static final int FOOTER = 48;

	private static final long MAGIC = 0xdb4775248b80fb57L;

	private final ByteBuffer file;

	private SortedTable(ByteBuffer file) {
		this.file = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * All entries, by key.
	 * @throws EncoderException when the table is damaged
	 */
	static Map<String, ByteBuffer> read(ByteBuffer file) {
		try {
			return new SortedTable(file).entries();
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw new EncoderException("the archive's index is damaged or cut short", ex);
		}
	}

	private Map<String, ByteBuffer> entries() {
		int end = this.file.limit();
		if (end < FOOTER || this.file.getLong(end - Long.BYTES) != MAGIC) {
			throw new EncoderException("the archive's index is no sorted table");
		}
		ProtoReader footer = new ProtoReader(this.file.slice(end - FOOTER, FOOTER));
		footer.varint();
		footer.varint();
		Map<String, ByteBuffer> entries = new LinkedHashMap<>();
		for (ByteBuffer handle : block(footer.varint(), footer.varint()).values()) {
			ProtoReader position = new ProtoReader(handle);
			entries.putAll(block(position.varint(), position.varint()));
		}
		return entries;
	}

	private Map<String, ByteBuffer> block(long offset, long size) {
		int from = Math.toIntExact(offset);
		int length = Math.toIntExact(size);
		if (this.file.get(from + length) != 0) {
			throw new EncoderException("the archive's index is compressed, which is not supported");
		}
		if (MaskedCrc.of(this.file.slice(from, length + 1)) != this.file.getInt(from + length + 1)) {
			throw new EncoderException("a block of the archive's index does not match its checksum");
		}
		ByteBuffer block = this.file.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
		int restarts = block.getInt(length - Integer.BYTES);
		return entries(block.slice(0, length - Integer.BYTES * (restarts + 1)));
	}

	private static Map<String, ByteBuffer> entries(ByteBuffer block) {
		Map<String, ByteBuffer> entries = new LinkedHashMap<>();
		byte[] key = {};
		while (block.hasRemaining()) {
			int shared = varint(block);
			int own = varint(block);
			int length = varint(block);
			byte[] next = Arrays.copyOf(key, shared + own);
			block.get(next, shared, own);
			entries.put(new String(next, StandardCharsets.UTF_8), block.slice(block.position(), length));
			block.position(block.position() + length);
			key = next;
		}
		return entries;
	}

	private static int varint(ByteBuffer block) {
		int value = 0;
		for (int shift = 0; shift < 35; shift += 7) {
			byte next = block.get();
			value |= (next & 0x7f) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new EncoderException("a length in the archive's index has more than 5 bytes");
	}

}
