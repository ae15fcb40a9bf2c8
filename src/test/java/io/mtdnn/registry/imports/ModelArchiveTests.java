package io.mtdnn.registry.imports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModelArchiveTests {

	@TempDir
	private Path folder;

	/** Windows writes names in the character set of its language. */
	@Test
	void namesInOtherCharacterSetsAreRead() throws IOException {
		unpack(zip(Charset.forName("IBM850"), "Modell/\u00dcbersicht.txt", "Modell/config.json"));
		assertThat(this.folder).isDirectoryContaining((file) -> file.endsWith("config.json"));
	}

	@Test
	void namesThatAreNotUtf8AlthoughTheArchiveSaysSoAreDamage() throws IOException {
		byte[] zip = zip(StandardCharsets.UTF_8, "\u00dc.txt", "config.json");
		for (int i = 0; i < zip.length; i++) {
			zip[i] = (zip[i] == (byte) 0xc3) ? (byte) 0xff : zip[i];
		}
		assertFault(zip,
				"the archive is damaged: the name of an entry is not UTF-8 although the archive states that it is");
	}

	/** Entries that are not unpacked must be read to get behind them. */
	@Test
	void bombsAmongOtherEntriesAreRejected() throws IOException {
		unpack(zip(StandardCharsets.UTF_8, "config.json", "notes.txt"));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (String name : new String[] { "notes.bin", "more.bin" }) {
				zip.putNextEntry(new ZipEntry(name));
				zip.write(new byte[2001]);
			}
		}
		assertFault(bytes.toByteArray(), "the archive has other files than those of a model, which unpack to "
				+ "more than 4 times 1000 bytes (mtdnn.imports.max-size)");
	}

	private void assertFault(byte[] zip, String message) {
		assertThatExceptionOfType(InvalidImportException.class).isThrownBy(() -> unpack(zip)).withMessage(message);
	}

	private void unpack(byte[] zip) throws IOException {
		new ModelArchive(1000, (in) -> in).unpack(new ByteArrayInputStream(zip), this.folder);
	}

	private static byte[] zip(Charset names, String... entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
			for (String entry : entries) {
				zip.putNextEntry(new ZipEntry(entry));
				zip.write(new byte[10]);
			}
		}
		return bytes.toByteArray();
	}

}
