package io.mtdnn.tracking.tensorboard;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;

import com.google.protobuf.CodedOutputStream;
import io.mtdnn.tracking.scalars.Scalar;

/**
 * A file of TensorBoard's events: records of a length, its checksum, a protocol buffer
 * ({@code tensorflow/core/util/event.proto}) and its checksum. Checksums are CRC-32C,
 * rotated and offset as TensorFlow does.
 */
final class EventFile implements AutoCloseable {

	private static final int WALL_TIME = 1;

	private static final int STEP = 2;

	private static final int FILE_VERSION = 3;

	private static final int SUMMARY = 5;

	private static final int SESSION = 7;

	private static final int START = 1;

	private static final int MASK = 0xa282ead8;

	private final OutputStream out;

	private EventFile(OutputStream out) {
		this.out = out;
	}

	/** Creates a file, which must not exist. */
	static EventFile create(Path path, Instant now) throws IOException {
		Files.createDirectories(path.getParent());
		EventFile file = new EventFile(
				new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)));
		file.write(now, 0, (event) -> event.writeString(FILE_VERSION, "brain.Event:2"));
		return file;
	}

	/** Records that a run continues: points of later steps in earlier files are void. */
	void started(Instant now, int step) throws IOException {
		write(now, step, (event) -> event.writeByteArray(SESSION, message((session) -> session.writeEnum(1, START))));
	}

	/** Adds a number. */
	void add(Instant now, Scalar scalar) throws IOException {
		byte[] value = message((one) -> {
			one.writeString(1, scalar.tag());
			one.writeFloat(2, (float) scalar.value());
		});
		byte[] summary = message((one) -> one.writeByteArray(1, value));
		write(now, scalar.step(), (event) -> event.writeByteArray(SUMMARY, summary));
	}

	/** Makes added events visible to readers. */
	void flush() throws IOException {
		this.out.flush();
	}

	private void write(Instant now, int step, Content content) throws IOException {
		byte[] event = message((one) -> {
			one.writeDouble(WALL_TIME, now.toEpochMilli() / 1000.0);
			one.writeInt64(STEP, step);
			content.write(one);
		});
		byte[] length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(event.length).array();
		this.out.write(length);
		this.out.write(checksum(length));
		this.out.write(event);
		this.out.write(checksum(event));
	}

	private static byte[] message(Content content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
		content.write(coded);
		coded.flush();
		return bytes.toByteArray();
	}

	private static byte[] checksum(byte[] bytes) {
		CRC32C crc = new CRC32C();
		crc.update(bytes);
		int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
		return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
	}

	@Override
	public void close() throws IOException {
		this.out.close();
	}

	/** Writes the fields of a message. */
	private interface Content {

		void write(CodedOutputStream out) throws IOException;

	}

}
