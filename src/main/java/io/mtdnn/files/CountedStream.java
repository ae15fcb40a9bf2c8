package io.mtdnn.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that counts the bytes read from it and fails if a check rejects their number.
 */
public final class CountedStream extends FilterInputStream {

	private final Check check;

	private long count;

	/** Counts without a check. */
	public CountedStream(InputStream in) {
		this(in, (count) -> {
		});
	}

	/**
	 * Counts and checks.
	 * @param check called after each read that returned bytes
	 */
	public CountedStream(InputStream in, Check check) {
		super(in);
		this.check = check;
	}

	/** The number of bytes read so far. */
	public long count() {
		return this.count;
	}

	@Override
	public int read() throws IOException {
		int value = super.read();
		if (value >= 0) {
			read(1);
		}
		return value;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		if (read > 0) {
			read(read);
		}
		return read;
	}

	/** Skips bytes by reading them, so that they are counted. */
	@Override
	public long skip(long bytes) throws IOException {
		byte[] skipped = new byte[(int) Math.min(Math.max(bytes, 0), 1 << 13)];
		return Math.max(read(skipped, 0, skipped.length), 0);
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	private void read(int more) throws IOException {
		this.count += more;
		this.check.check(this.count);
	}

	/** Decides whether reading may continue. */
	@FunctionalInterface
	public interface Check {

		/**
		 * Checks the number of bytes read so far.
		 * @throws IOException when there are too many; the read fails with it
		 */
		void check(long count) throws IOException;

	}

}
