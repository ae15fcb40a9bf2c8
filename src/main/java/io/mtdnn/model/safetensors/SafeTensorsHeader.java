package io.mtdnn.model.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.task.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checked header of a safetensors file. As in the reference implementation, the
 * tensors must follow each other without gaps or overlap, up to the end of the file.
 *
 * @param entries tensors by name, in the order of the header
 * @param metadata the {@code __metadata__} entries
 */
record SafeTensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {

	static final String METADATA = "__metadata__";

	/**
	 * Maximum size of the header in bytes. The header of ten thousand tensors has a tenth
	 * of it. In memory, a header takes many times its size.
	 */
	private static final int MAX_HEADER = 10_000_000;

	/**
	 * Maximum length of a fault in a message. A shape or type may be as long as the
	 * header.
	 */
	private static final int MAX_REASON = 300;

	private static final Map<String, Integer> BYTES = Map.ofEntries(Map.entry("F64", 8), Map.entry("F32", 4),
			Map.entry("F16", 2), Map.entry("BF16", 2), Map.entry("I64", 8), Map.entry("I32", 4), Map.entry("I16", 2),
			Map.entry("I8", 1), Map.entry("U64", 8), Map.entry("U32", 4), Map.entry("U16", 2), Map.entry("U8", 1),
			Map.entry("BOOL", 1));

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/** The location of a tensor: offset from the start of the file, length in bytes. */
	record Entry(String dtype, long[] shape, long offset, long length) {

	}

	Map<String, long[]> shapes() {
		Map<String, long[]> shapes = new LinkedHashMap<>();
		this.entries.forEach((name, entry) -> shapes.put(name, entry.shape().clone()));
		return shapes;
	}

	static SafeTensorsHeader read(Path file, FileChannel channel) throws IOException {
		long size = channel.size();
		if (size < 8) {
			throw new ModelFormatException(GivenFile.name(file) + ": not a safetensors file, only " + size + " bytes");
		}
		long length = read(channel, 0, 8).getLong();
		if (length < 2 || length > Math.min(MAX_HEADER, size - 8)) {
			throw new ModelFormatException(GivenFile.name(file) + ": not a safetensors file, its header would have "
					+ Long.toUnsignedString(length) + " bytes (file: " + size + ")");
		}
		try {
			JsonNode json = JSON.readTree(read(channel, 8, (int) length).array());
			return parse(file, json, 8 + length, size);
		}
		catch (JacksonException ex) {
			throw new ModelFormatException(
					GivenFile.name(file) + ": its header is not valid JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
			// reads until the block is full or the file ends
		}
		return bytes.flip();
	}

	private static SafeTensorsHeader parse(Path file, JsonNode json, long dataStart, long size) {
		if (!json.isObject()) {
			throw new ModelFormatException(GivenFile.name(file) + ": its header is not a JSON object");
		}
		Map<String, Entry> entries = new LinkedHashMap<>();
		Map<String, String> metadata = new LinkedHashMap<>();
		json.forEachEntry((name, node) -> {
			if (name.equals(METADATA)) {
				node.forEachEntry((key, value) -> metadata.put(key, value.asString()));
			}
			else {
				entries.put(name, entry(file, name, node, dataStart, size));
			}
		});
		checkContiguous(file, entries, dataStart, size);
		return new SafeTensorsHeader(entries, metadata);
	}

	private static Entry entry(Path file, String name, JsonNode node, long dataStart, long size) {
		String dtype = node.path("dtype").asString("");
		long[] shape = longs(file, name, node.path("shape"), "shape");
		long[] offsets = longs(file, name, node.path("data_offsets"), "data_offsets");
		if (!BYTES.containsKey(dtype)) {
			throw broken(file, name, "unknown dtype '" + dtype + "'");
		}
		if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > size - dataStart) {
			throw broken(file, name, "data_offsets " + Arrays.toString(offsets) + " are outside the file's "
					+ (size - dataStart) + " bytes of data");
		}
		long length = offsets[1] - offsets[0];
		if (length != bytes(file, name, dtype, shape)) {
			throw broken(file, name,
					dtype + " with shape " + Arrays.toString(shape) + " does not have " + length + " bytes");
		}
		return new Entry(dtype, shape, dataStart + offsets[0], length);
	}

	private static long bytes(Path file, String name, String dtype, long[] shape) {
		try {
			return Arrays.stream(shape).reduce(Objects.requireNonNull(BYTES.get(dtype)), Math::multiplyExact);
		}
		catch (ArithmeticException ex) {
			throw broken(file, name, "shape " + Arrays.toString(shape) + " is too large");
		}
	}

	private static long[] longs(Path file, String name, JsonNode node, String field) {
		if (!node.isArray()) {
			throw broken(file, name, field + " is missing");
		}
		long[] values = new long[node.size()];
		for (int i = 0; i < values.length; i++) {
			JsonNode value = node.get(i);
			if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
				throw broken(file, name, field + " contains " + value);
			}
			values[i] = value.asLong();
		}
		return values;
	}

	private static void checkContiguous(Path file, Map<String, Entry> entries, long dataStart, long size) {
		List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
		sorted.sort(Comparator.comparingLong((Map.Entry<String, Entry> entry) -> entry.getValue().offset())
			.thenComparingLong((entry) -> entry.getValue().length()));
		long end = dataStart;
		for (Map.Entry<String, Entry> entry : sorted) {
			if (entry.getValue().offset() != end) {
				throw broken(file, entry.getKey(),
						(entry.getValue().offset() < end) ? "overlaps another tensor" : "leaves a gap before it");
			}
			end += entry.getValue().length();
		}
		if (end != size) {
			throw new ModelFormatException(GivenFile.name(file) + ": " + (size - end) + " bytes after the last tensor");
		}
	}

	private static ModelFormatException broken(Path file, String tensor, String why) {
		return new ModelFormatException(
				GivenFile.name(file) + ": tensor '" + Excerpt.of(tensor) + "': " + Excerpt.of(why, MAX_REASON));
	}

}
