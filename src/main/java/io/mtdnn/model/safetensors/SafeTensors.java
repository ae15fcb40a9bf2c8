package io.mtdnn.model.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A <a href="https://github.com/huggingface/safetensors">safetensors</a> file: the length
 * of the header in 8 bytes, a JSON header and the tensors' bytes, all little-endian.
 * Files are memory-mapped tensor by tensor, so a file may be larger than 2 GiB although a
 * tensor may not. The header is not trusted: every offset, shape and type is checked when
 * the file is opened.
 */
public final class SafeTensors implements AutoCloseable {

	private static final List<String> FLOATS = List.of("F32", "F64", "BF16", "F16");

	private final Path file;

	private final FileChannel channel;

	private final SafeTensorsHeader header;

	private SafeTensors(Path file, FileChannel channel, SafeTensorsHeader header) {
		this.file = file;
		this.channel = channel;
		this.header = header;
	}

	/**
	 * Opens a file and checks its header.
	 * @throws ModelFormatException naming the file and, if only one is at fault, the
	 * tensor
	 */
	@SuppressWarnings("resource")
	public static SafeTensors open(Path file) {
		FileChannel channel;
		try {
			GivenFile.check(file);
			channel = FileChannel.open(file, StandardOpenOption.READ);
		}
		catch (IOException ex) {
			throw new ModelFormatException(ex.getMessage(), ex);
		}
		try {
			return new SafeTensors(file, channel, SafeTensorsHeader.read(file, channel));
		}
		catch (IOException | RuntimeException ex) {
			close(channel);
			throw (ex instanceof ModelFormatException format) ? format
					: new ModelFormatException(GivenFile.name(file) + ": cannot be read: " + ex, ex);
		}
	}

	/**
	 * Writes 32-bit tensors in the map's order. Replaces an existing file. The write is
	 * not atomic: callers write to a temporary directory, and rename it after it is
	 * complete and forced to the disk.
	 * @param metadata values for {@code __metadata__}; may be empty
	 */
	public static void write(Path file, Map<String, FloatTensor> tensors, Map<String, String> metadata) {
		SafeTensorsWriter.write(file, tensors, metadata);
	}

	/** Names and shapes in the file's order. */
	public Map<String, long[]> shapes() {
		return Collections.unmodifiableMap(this.header.shapes());
	}

	/** Why a tensor's values cannot be read with {@link #floats}; null if they can. */
	public @Nullable String unreadable(String name) {
		SafeTensorsHeader.Entry entry = Objects.requireNonNull(this.header.entries().get(name));
		if (!FLOATS.contains(entry.dtype())) {
			return "is " + entry.dtype() + ", expected floating point numbers (" + String.join(", ", FLOATS) + ")";
		}
		return (entry.length() > Integer.MAX_VALUE) ? "is larger than 2 GiB" : null;
	}

	/** The {@code __metadata__} entries. */
	public Map<String, String> metadata() {
		return this.header.metadata();
	}

	/**
	 * Reads a tensor's values as 32-bit floats; 16-bit and 64-bit floats are converted.
	 * @throws ModelFormatException when the tensor does not exist, does not contain
	 * floating-point numbers, or is larger than 2 GiB
	 */
	public FloatTensor floats(String name) {
		SafeTensorsHeader.Entry entry = this.header.entries().get(name);
		if (entry == null) {
			throw new ModelFormatException(GivenFile.name(this.file) + ": has no tensor '" + name + "'");
		}
		if (entry.length() > Integer.MAX_VALUE) {
			throw new ModelFormatException(GivenFile.name(this.file) + ": tensor '" + name + "' is larger than 2 GiB");
		}
		return new FloatTensor(entry.shape().clone(), decode(name, entry.dtype(), map(entry)));
	}

	private FloatBuffer decode(String name, String dtype, ByteBuffer bytes) {
		return switch (dtype) {
			case "F32" -> bytes.asFloatBuffer();
			case "F64" -> widen(bytes, 8, (at) -> (float) bytes.getDouble(at));
			case "BF16" -> widen(bytes, 2, (at) -> Float.intBitsToFloat(bytes.getShort(at) << 16));
			case "F16" -> widen(bytes, 2, (at) -> half(bytes.getShort(at)));
			default -> throw new ModelFormatException(GivenFile.name(this.file) + ": tensor '" + name + "' is " + dtype
					+ ", expected floating point numbers");
		};
	}

	private static FloatBuffer widen(ByteBuffer bytes, int width, FloatAt values) {
		FloatBuffer floats = FloatBuffer.allocate(bytes.remaining() / width);
		for (int i = 0; i < floats.capacity(); i++) {
			floats.put(i, values.at(i * width));
		}
		return floats;
	}

	/** Converts an IEEE 754 binary16; subnormals are multiples of 2^-24. */
	static float half(short bits) {
		int exponent = (bits >> 10) & 0x1f;
		int mantissa = bits & 0x3ff;
		int sign = (bits & 0x8000) << 16;
		if (exponent == 0) {
			return Float.intBitsToFloat(Float.floatToRawIntBits(mantissa * 0x1p-24f) | sign);
		}
		int wide = (exponent == 31) ? 255 : exponent + 112;
		return Float.intBitsToFloat(sign | (wide << 23) | (mantissa << 13));
	}

	private ByteBuffer map(SafeTensorsHeader.Entry entry) {
		try {
			return this.channel.map(MapMode.READ_ONLY, entry.offset(), entry.length()).order(ByteOrder.LITTLE_ENDIAN);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.file.toString(), ex);
		}
	}

	/** Closes the file. Tensors that were read remain valid. */
	@Override
	public void close() {
		close(this.channel);
	}

	private static void close(FileChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface FloatAt {

		float at(int offset);

	}

}
