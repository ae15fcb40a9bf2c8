package io.mtdnn.registry.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a zip file. Names in any character set are read: those of models are
 * ASCII.
 */
final class ZippedEntries implements ArchiveEntries {

	private final ZipInputStream zip;

	ZippedEntries(InputStream in) {
		this.zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
	}

	@Override
	public @Nullable Entry next() throws IOException {
		try {
			ZipEntry entry = this.zip.getNextEntry();
			return (entry != null) ? new Entry(entry.getName(), entry.isDirectory() ? Kind.DIRECTORY : Kind.FILE)
					: null;
		}
		catch (IllegalArgumentException ex) {
			throw new ZipException("the name of an entry is not UTF-8 although the archive states that it is");
		}
	}

	@Override
	public InputStream content() {
		return this.zip;
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

}
