package io.mtdnn.pretrained.tensorflow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.pretrained.archive.TinyEncoder;

/**
 * Writes a TensorBundle as TensorFlow does: prefix-compressed blocks with restarts,
 * several blocks, masked checksums.
 */
final class TinyBundle {

	private static final int ENTRIES_PER_BLOCK = 6;

	private static final int RESTART_INTERVAL = 4;

	private final ByteArrayOutputStream data = new ByteArrayOutputStream();

	private final TreeMap<String, byte[]> entries = new TreeMap<>();

	/** Offset and length of each tensor in the data. */
	final Map<String, long[]> places = new LinkedHashMap<>();

	TinyBundle() {
		// One data file, little-endian (left out, being 0), version 1.
		this.entries.put("", new byte[] { 0x08, 1, 0x1a, 2, 0x08, 1 });
	}

	/**
	 * The tiny encoder, the start of its language model, and variables that are not
	 * weights.
	 */
	static TinyBundle ofEncoder() {
		TinyBundle bundle = new TinyBundle();
		Map<String, FloatTensor> variables = new TreeMap<>();
		TinyEncoder.weights()
			.forEach((name, tensor) -> variables.put("module/bert/" + tensorFlowName(name),
					TinyEncoder.isLinear(name) ? TinyEncoder.kernel(tensor) : tensor));
		variables.put("module/cls/predictions/output_bias", FloatTensor.of(new float[TinyEncoder.PIECES.size()], 11));
		variables.put("module/bert/encoder/layer_0/output/dense/kernel/adam_m", FloatTensor.of(new float[24], 6, 4));
		variables.forEach(bundle::add);
		bundle.addEntry("global_step", 9, new byte[8]);
		return bundle;
	}

	static String tensorFlowName(String name) {
		String plain = name.replace("layer.0", "layer_0")
			.replace("LayerNorm.weight", "LayerNorm.gamma")
			.replace("LayerNorm.bias", "LayerNorm.beta")
			.replace("_embeddings.weight", "_embeddings");
		return plain.replaceAll("\\.weight$", ".kernel").replace('.', '/');
	}

	void add(String name, FloatTensor tensor) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.data().remaining()).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(tensor.data().duplicate());
		addEntry(name, 1, bytes.array(), tensor.shape());
	}

	private void addEntry(String name, int type, byte[] bytes, long... shape) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.write(0x08);
		varint(type, message);
		ByteArrayOutputStream sizes = new ByteArrayOutputStream();
		for (long size : shape) {
			ByteArrayOutputStream dimension = new ByteArrayOutputStream();
			dimension.write(0x08);
			varint(size, dimension);
			field(0x12, dimension.toByteArray(), sizes);
		}
		field(0x12, sizes.toByteArray(), message);
		message.write(0x20);
		varint(this.data.size(), message);
		message.write(0x28);
		varint(bytes.length, message);
		message.write(0x35);
		message.writeBytes(fixed32(masked(bytes)));
		this.entries.put(name, message.toByteArray());
		this.places.put(name, new long[] { this.data.size(), bytes.length });
		this.data.writeBytes(bytes);
	}

	byte[] data() {
		return this.data.toByteArray();
	}

	byte[] index() {
		ByteArrayOutputStream table = new ByteArrayOutputStream();
		TreeMap<String, byte[]> handles = new TreeMap<>();
		List<String> keys = new ArrayList<>(this.entries.keySet());
		for (int from = 0; from < keys.size(); from += ENTRIES_PER_BLOCK) {
			List<String> some = keys.subList(from, Math.min(keys.size(), from + ENTRIES_PER_BLOCK));
			TreeMap<String, byte[]> block = new TreeMap<>(this.entries);
			block.keySet().retainAll(some);
			handles.put(some.get(some.size() - 1), block(block, table));
		}
		byte[] metaIndex = block(new TreeMap<>(), table);
		byte[] index = block(handles, table);
		ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
		footer.put(metaIndex).put(index).putLong(40, 0xdb4775248b80fb57L);
		table.writeBytes(footer.array());
		return table.toByteArray();
	}

	/** Appends a block and returns its handle. */
	private static byte[] block(TreeMap<String, byte[]> entries, ByteArrayOutputStream table) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		List<Integer> restarts = new ArrayList<>();
		String previous = "";
		int count = 0;
		for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
			boolean restart = count++ % RESTART_INTERVAL == 0;
			if (restart) {
				restarts.add(block.size());
			}
			int shared = restart ? 0 : shared(previous, entry.getKey());
			varint(shared, block);
			varint(entry.getKey().length() - shared, block);
			varint(entry.getValue().length, block);
			block.writeBytes(TinyEncoder.utf8(entry.getKey().substring(shared)));
			block.writeBytes(entry.getValue());
			previous = entry.getKey();
		}
		restarts.forEach((restart) -> block.writeBytes(fixed32(restart)));
		block.writeBytes(fixed32(restarts.size()));
		ByteArrayOutputStream handle = new ByteArrayOutputStream();
		varint(table.size(), handle);
		varint(block.size(), handle);
		block.write(0);
		table.writeBytes(block.toByteArray());
		table.writeBytes(fixed32(masked(block.toByteArray())));
		return handle.toByteArray();
	}

	private static int shared(String a, String b) {
		int shared = 0;
		while (shared < a.length() && shared < b.length() && a.charAt(shared) == b.charAt(shared)) {
			shared++;
		}
		return shared;
	}

	private static int masked(byte[] bytes) {
		CRC32C crc = new CRC32C();
		crc.update(bytes);
		long value = crc.getValue();
		return (int) (((value >>> 15) | (value << 17)) + 0xa282ead8L);
	}

	private static void field(int tag, byte[] message, ByteArrayOutputStream out) {
		out.write(tag);
		varint(message.length, out);
		out.writeBytes(message);
	}

	private static void varint(long value, ByteArrayOutputStream out) {
		long rest = value;
		while (rest >= 0x80) {
			out.write((int) (rest & 0x7f) | 0x80);
			rest >>>= 7;
		}
		out.write((int) rest);
	}

	private static byte[] fixed32(int value) {
		return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
	}

}
