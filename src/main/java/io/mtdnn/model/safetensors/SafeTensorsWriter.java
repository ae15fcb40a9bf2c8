package io.mtdnn.model.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.mtdnn.model.FloatTensor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes safetensors files with the data aligned to 8 bytes. The write is not atomic.
 */
public final class SafeTensorsWriter {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int CHUNK = 1 << 20;

	private SafeTensorsWriter() {
	}

	static void write(Path file, Map<String, FloatTensor> tensors, Map<String, String> metadata) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			write(channel, tensors, metadata);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + file, ex);
		}
	}

	/** Writes the file's bytes to a channel, which remains open. */
	public static void write(WritableByteChannel channel, Map<String, FloatTensor> tensors,
			Map<String, String> metadata) throws IOException {
		write(channel, header(tensors, metadata));
		ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
		for (FloatTensor tensor : tensors.values()) {
			write(channel, tensor.data().duplicate(), chunk);
		}
	}

	private static ByteBuffer header(Map<String, FloatTensor> tensors, Map<String, String> metadata) {
		Map<String, Object> header = new LinkedHashMap<>();
		if (!metadata.isEmpty()) {
			// Sorted, because an unordered map has a different order in every
			// process.
			header.put(SafeTensorsHeader.METADATA, new TreeMap<>(metadata));
		}
		long offset = 0;
		for (Map.Entry<String, FloatTensor> tensor : tensors.entrySet()) {
			long end = offset + 4L * tensor.getValue().data().remaining();
			header.put(tensor.getKey(), new Entry("F32", tensor.getValue().shape(), new long[] { offset, end }));
			offset = end;
		}
		byte[] json = JSON.writeValueAsBytes(header);
		byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
		Arrays.fill(padded, json.length, padded.length, (byte) ' ');
		return ByteBuffer.allocate(8 + padded.length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putLong(padded.length)
			.put(padded)
			.flip();
	}

	/**
	 * An entry of the header. The fixed order of its fields gives equal tensors equal
	 * files.
	 */
	@JsonPropertyOrder({ "dtype", "shape", "data_offsets" })
	private record Entry(String dtype, Object shape, @JsonProperty("data_offsets") long[] dataOffsets) {

	}

	private static void write(WritableByteChannel channel, FloatBuffer values, ByteBuffer chunk) throws IOException {
		while (values.hasRemaining()) {
			int count = Math.min(values.remaining(), CHUNK / 4);
			chunk.clear().asFloatBuffer().put(values.slice(values.position(), count));
			values.position(values.position() + count);
			write(channel, chunk.limit(4 * count));
		}
	}

	private static void write(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
	}

}
