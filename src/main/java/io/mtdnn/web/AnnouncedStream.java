package io.mtdnn.web;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Checks that a body has its announced length, so that a truncated upload is not accepted
 * as a shorter file.
 */
public final class AnnouncedStream extends FilterInputStream {

	private final long announced;

	private long count;

	/**
	 * A body.
	 * @param announced its size; -1 if it is sent in chunks, which have their own end
	 * marker
	 */
	public AnnouncedStream(InputStream in, long announced) {
		super(in);
		this.announced = announced;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		this.count += Math.max(read, 0);
		if (read < 0 && this.count < this.announced) {
			throw new EOFException("The body ended after " + this.count + " of " + this.announced + " bytes");
		}
		return read;
	}

}
