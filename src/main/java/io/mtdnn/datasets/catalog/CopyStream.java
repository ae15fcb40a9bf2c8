package io.mtdnn.datasets.catalog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies the bytes read from a stream. */
final class CopyStream extends FilterInputStream {

	private final OutputStream copy;

	CopyStream(InputStream in, OutputStream copy) {
		super(in);
		this.copy = copy;
	}

	@Override
	public int read() throws IOException {
		int value = super.read();
		if (value >= 0) {
			this.copy.write(value);
		}
		return value;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		if (read > 0) {
			this.copy.write(bytes, offset, read);
		}
		return read;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
