package io.mtdnn.registry.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;

import io.mtdnn.files.CountedStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** The entries of a tar file that is compressed with gzip. */
final class TarredEntries implements ArchiveEntries {

	/** The library keeps the headers of an entry in memory, long names among them. */
	private static final long LONGEST_HEADERS = 1 << 20;

	/** Zeros and padding after the last entry. */
	private static final long LONGEST_END = 1 << 20;

	private final InputStream unpacked;

	private final TarArchiveInputStream tar;

	private final InputStream content;

	/** The number of unpacked bytes at which reading fails. */
	private long bound = Long.MAX_VALUE;

	private long count;

	private TarredEntries(InputStream gzip) {
		this.unpacked = new CountedStream(gzip, this::requireBound);
		this.tar = new TarArchiveInputStream(this.unpacked);
		this.content = new Content(this.tar);
	}

	static TarredEntries of(InputStream in) throws IOException {
		return reading(() -> new TarredEntries(new GzipCompressorInputStream(new Source(in), true)));
	}

	private void requireBound(long count) throws IOException {
		this.count = count;
		if (count > this.bound) {
			throw new ZipException("more than " + LONGEST_HEADERS + " bytes of headers or padding");
		}
	}

	@Override
	public @Nullable Entry next() throws IOException {
		this.bound = this.count + LONGEST_HEADERS;
		TarArchiveEntry entry = reading(this.tar::getNextEntry);
		if (entry == null) {
			this.bound = this.count + LONGEST_END;
			reading(() -> this.unpacked.transferTo(OutputStream.nullOutputStream()));
			return null;
		}
		this.bound = Long.MAX_VALUE;
		if (!entry.isCheckSumOK()) {
			throw new ZipException("a header has a wrong checksum");
		}
		return new Entry(entry.getName(), kind(entry));
	}

	/** The library also calls links files. */
	private static Kind kind(TarArchiveEntry entry) {
		return switch (entry.getLinkFlag()) {
			case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG ->
				entry.isDirectory() ? Kind.DIRECTORY : Kind.FILE;
			case TarConstants.LF_DIR -> Kind.DIRECTORY;
			default -> Kind.SPECIAL;
		};
	}

	@Override
	public InputStream content() {
		return this.content;
	}

	@Override
	public void close() throws IOException {
		this.tar.close();
	}

	/**
	 * Tells damage of the archive from failures of its source, for example of a request
	 * that breaks off or is too large.
	 */
	private static <T> T reading(Reading<T> action) throws IOException {
		try {
			return action.read();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		catch (IOException | IllegalArgumentException ex) {
			ZipException damage = new ZipException(ex.getMessage());
			damage.initCause(ex);
			throw damage;
		}
	}

	@FunctionalInterface
	private interface Reading<T> {

		T read() throws IOException;

	}

	/** Marks failures of the source. */
	private static final class Source extends FilterInputStream {

		Source(InputStream in) {
			super(in);
		}

		@Override
		public int read() {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			try {
				return super.read(bytes, offset, length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/** The current entry. */
	private static final class Content extends FilterInputStream {

		Content(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			return reading(super::read);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return reading(() -> super.read(bytes, offset, length));
		}

	}

}
