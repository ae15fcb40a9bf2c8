package io.mtdnn.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.mtdnn.files.Digests;

/**
 * The text of a dataset file: gzip unpacked, byte order mark left out, size bounded, and
 * the file's bytes hashed on the way.
 */
final class DataStream extends FilterInputStream {

	private static final int BUFFER = 1 << 16;

	private final DigestInputStream file;

	private DataStream(DigestInputStream file, InputStream text) {
		super(text);
		this.file = file;
	}

	/**
	 * Opens a file.
	 * @param raw the file's bytes; closed with this stream
	 * @param name the file's name
	 * @throws FileFormatException when it is empty, an archive, not UTF-8, or not gzip
	 * although its name says so
	 */
	static DataStream open(InputStream raw, String name, DatasetsProperties limits) throws IOException {
		DigestInputStream digest = new DigestInputStream(raw, Digests.sha256());
		CountingStream counted = new CountingStream(digest);
		BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER);
		boolean gzip = gzip(peek(buffered, 4), name);
		InputStream unpacked = gzip ? unpack(buffered) : buffered;
		InputStream bounded = new BoundedStream(unpacked, gzip ? counted : null, limits);
		return new DataStream(digest, withoutMark(bounded));
	}

	/**
	 * Reads what is left, which checks a gzip file's end, and returns the hash over all
	 * of the file's bytes.
	 */
	String sha256() throws IOException {
		transferTo(OutputStream.nullOutputStream());
		this.file.transferTo(OutputStream.nullOutputStream());
		return Digests.hex(this.file.getMessageDigest().digest());
	}

	/** The hash over all bytes of a stream. */
	static String sha256(InputStream raw) throws IOException {
		DigestInputStream digest = new DigestInputStream(raw, Digests.sha256());
		digest.transferTo(OutputStream.nullOutputStream());
		return Digests.hex(digest.getMessageDigest().digest());
	}

	private static InputStream unpack(InputStream packed) throws IOException {
		try {
			return new GZIPInputStream(packed, BUFFER);
		}
		catch (EOFException | ZipException ex) {
			throw damaged(ex);
		}
	}

	private static FileFormatException damaged(IOException ex) {
		String what = (ex instanceof EOFException) ? "is cut off: its gzip data end early"
				: "has damaged gzip data (" + ex.getMessage() + ")";
		return new FileFormatException(what, ex);
	}

	private static boolean gzip(byte[] magic, String name) throws FileFormatException {
		if (magic.length == 0) {
			throw new FileFormatException("is empty");
		}
		if (startsWith(magic, 0x1f, 0x8b)) {
			return true;
		}
		if (name.endsWith(".gz")) {
			throw new FileFormatException("is not a gzip file although its name ends with .gz");
		}
		if (startsWith(magic, 'P', 'K', 3, 4)) {
			throw new FileFormatException("is a zip archive; unpack it first");
		}
		if (startsWith(magic, 0xff, 0xfe) || startsWith(magic, 0xfe, 0xff)) {
			throw new FileFormatException("is UTF-16 text; UTF-8 is expected");
		}
		return false;
	}

	private static InputStream withoutMark(InputStream text) throws IOException {
		PushbackInputStream in = new PushbackInputStream(text, 3);
		byte[] first = in.readNBytes(3);
		if (first.length == 0) {
			throw new FileFormatException("is empty");
		}
		if (!startsWith(first, 0xef, 0xbb, 0xbf)) {
			in.unread(first);
		}
		return in;
	}

	private static byte[] peek(BufferedInputStream in, int length) throws IOException {
		in.mark(length);
		byte[] bytes = in.readNBytes(length);
		in.reset();
		return bytes;
	}

	private static boolean startsWith(byte[] bytes, int... magic) {
		byte[] wanted = new byte[magic.length];
		for (int i = 0; i < magic.length; i++) {
			wanted[i] = (byte) magic[i];
		}
		return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
	}

	/** Counts the bytes of a file that were read. */
	private static final class CountingStream extends FilterInputStream {

		private long count;

		CountingStream(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			int b = super.read();
			this.count += (b >= 0) ? 1 : 0;
			return b;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			this.count += Math.max(read, 0);
			return read;
		}

	}

	/** Stops at the size limits and says in plain words what gzip finds wrong. */
	private static final class BoundedStream extends FilterInputStream {

		/**
		 * Below this the ratio is not looked at: small files of repeated rows compress
		 * well.
		 */
		private static final long RATIO_FROM = 1 << 22;

		private final CountingStream packed;

		private final DatasetsProperties limits;

		private long count;

		BoundedStream(InputStream in, CountingStream packed, DatasetsProperties limits) {
			super(in);
			this.packed = packed;
			this.limits = limits;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			int read = read(one, 0, 1);
			return (read < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			try {
				int read = super.read(bytes, offset, length);
				this.count += Math.max(read, 0);
				check();
				return read;
			}
			catch (EOFException | ZipException ex) {
				throw damaged(ex);
			}
		}

		private void check() throws FileFormatException {
			if (this.count > this.limits.maxFileSize().toBytes()) {
				throw new FileFormatException("is larger than " + this.limits.maxFileSize()
						+ ((this.packed != null) ? " when unpacked" : "") + " (mtdnn.datasets.max-file-size)");
			}
			if (this.packed != null && this.count > RATIO_FROM
					&& this.count > this.packed.count * this.limits.maxCompressionRatio()) {
				throw new FileFormatException("unpacks to more than " + this.limits.maxCompressionRatio()
						+ " times its size (mtdnn.datasets.max-compression-ratio)");
			}
		}

	}

}
