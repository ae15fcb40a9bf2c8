package io.mtdnn.datasets.reading;

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

import io.mtdnn.files.CountedStream;
import io.mtdnn.files.Digests;

/**
 * The text of a dataset file: unpacks gzip, removes the byte order mark, limits the size,
 * and hashes the file's bytes while reading.
 */
public final class DataStream extends FilterInputStream {

	private static final int BUFFER = 1 << 16;

	/**
	 * Below this the compression ratio is not checked: small files of repeated rows
	 * compress well.
	 */
	private static final long RATIO_FROM = 1 << 22;

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
	public static DataStream open(InputStream raw, String name, ReadingLimits limits) throws IOException {
		DigestInputStream digest = new DigestInputStream(raw, Digests.sha256());
		CountedStream packed = new CountedStream(digest);
		BufferedInputStream buffered = new BufferedInputStream(packed, BUFFER);
		InputStream text = gzip(peek(buffered, 4), name) ? unpacked(buffered, packed, limits)
				: new CountedStream(buffered, (count) -> checkSize(count, limits, ""));
		return new DataStream(digest, withoutMark(text));
	}

	/**
	 * Reads the remaining bytes, which checks a gzip file's end, and returns the hash
	 * over all of the file's bytes.
	 */
	public String sha256() throws IOException {
		transferTo(OutputStream.nullOutputStream());
		this.file.transferTo(OutputStream.nullOutputStream());
		return Digests.hex(this.file.getMessageDigest().digest());
	}

	/** The hash over all bytes of a stream. */
	public static String sha256(InputStream raw) throws IOException {
		DigestInputStream digest = new DigestInputStream(raw, Digests.sha256());
		digest.transferTo(OutputStream.nullOutputStream());
		return Digests.hex(digest.getMessageDigest().digest());
	}

	private static InputStream unpacked(InputStream in, CountedStream packed, ReadingLimits limits) throws IOException {
		try {
			return new CountedStream(new Unpacked(new Awaited(in)), (count) -> {
				checkSize(count, limits, " when unpacked");
				checkRatio(count, packed.count(), limits);
			});
		}
		catch (EOFException | ZipException ex) {
			throw damaged(ex);
		}
	}

	private static void checkSize(long count, ReadingLimits limits, String how) throws FileFormatException {
		if (count > limits.fileSize().toBytes()) {
			throw new FileFormatException(
					"is larger than " + limits.fileSize() + how + " (mtdnn.datasets.max-file-size)");
		}
	}

	private static void checkRatio(long count, long packed, ReadingLimits limits) throws FileFormatException {
		if (count > RATIO_FROM && count > packed * limits.compressionRatio()) {
			throw new FileFormatException("unpacks to more than " + limits.compressionRatio()
					+ " times its size (mtdnn.datasets.max-compression-ratio)");
		}
	}

	private static FileFormatException damaged(IOException ex) {
		String what = (ex instanceof EOFException) ? "is truncated: its gzip data end early"
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

	private static byte[] peek(InputStream in, int length) throws IOException {
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

	/**
	 * Waits for the next byte when asked whether any is available. A gzip file may
	 * consist of several members, and {@link GZIPInputStream} takes a member for the last
	 * one if no byte behind it is available, as on a slow connection.
	 */
	private static final class Awaited extends FilterInputStream {

		Awaited(InputStream buffered) {
			super(buffered);
		}

		@Override
		public int available() throws IOException {
			int known = super.available();
			if (known > 0) {
				return known;
			}
			return (peek(this.in, 1).length > 0) ? 1 : 0;
		}

	}

	/** Explains a fault found by gzip. */
	private static final class Unpacked extends GZIPInputStream {

		Unpacked(InputStream packed) throws IOException {
			super(packed, BUFFER);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			try {
				return super.read(bytes, offset, length);
			}
			catch (EOFException | ZipException ex) {
				throw damaged(ex);
			}
		}

	}

}
