package io.mtdnn.registry.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.OptionalLong;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.mtdnn.model.HuggingFaceExport;

/**
 * A directory's files in a zip file, below a folder. They are not compressed, because
 * weights hardly compress, and have no timestamps, so that equal models result in equal
 * bytes.
 */
record DirectoryExport(String name, HuggingFaceExport files) implements ModelExport {

	private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

	@Override
	public String fileName() {
		return this.name + ".zip";
	}

	@Override
	public OptionalLong size() {
		return OptionalLong.empty();
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		ZipOutputStream zip = new ZipOutputStream(out);
		zip.setLevel(Deflater.NO_COMPRESSION);
		for (String file : this.files.names()) {
			ZipEntry entry = new ZipEntry(this.name + "/" + file);
			entry.setTimeLocal(NO_TIME);
			zip.putNextEntry(entry);
			this.files.write(file, zip);
			zip.closeEntry();
		}
		zip.finish();
		zip.flush();
	}

	@Override
	public void close() {
		this.files.close();
	}

}
