package io.mtdnn.registry.imports;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/** The entries of an archive, one after the other. */
interface ArchiveEntries extends Closeable {

	/**
	 * An entry.
	 *
	 * @param name its path in the archive
	 * @param kind what it is
	 */
	record Entry(String name, Kind kind) {

	}

	/** What an entry is. */
	enum Kind {

		FILE, DIRECTORY,

		/** A link, a device or a pipe. */
		SPECIAL

	}

	/**
	 * Reads an archive, of a kind that its first bytes tell: gzip is a compressed tar
	 * file, anything else a zip file.
	 * @throws java.util.zip.ZipException when it is damaged
	 */
	static ArchiveEntries of(InputStream in) throws IOException {
		BufferedInputStream buffered = new BufferedInputStream(in);
		buffered.mark(2);
		boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
		buffered.reset();
		return gzip ? TarredEntries.of(buffered) : new ZippedEntries(buffered);
	}

	/**
	 * Goes to the next entry.
	 * @return null at the end
	 * @throws java.util.zip.ZipException when the archive is damaged
	 */
	@Nullable Entry next() throws IOException;

	/** The bytes of the current entry, which ends with it. */
	InputStream content();

}
