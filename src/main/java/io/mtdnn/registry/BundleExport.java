package io.mtdnn.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A bundle's files in a zip file, below a folder of the model's name. They are not compressed, as weights hardly can be,
 * and have no times, so that the same bundle is the same bytes.
 */
record BundleExport(String name, Path directory) implements ModelExport {

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
		for (Path file : files()) {
			ZipEntry entry = new ZipEntry(this.name + "/" + file.getFileName());
			entry.setTimeLocal(NO_TIME);
			zip.putNextEntry(entry);
			Files.copy(file, zip);
			zip.closeEntry();
		}
		zip.finish();
		zip.flush();
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

	@Override
	public void close() {
		// nothing is held between writes
	}

}
