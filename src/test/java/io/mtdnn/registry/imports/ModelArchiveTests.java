package io.mtdnn.registry.imports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

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

	@Test
	void aTarFileCompressedWithGzipIsUnpacked() throws IOException {
		unpack(tar(directory("./"), file("./config.json", 10), file("./notes.txt", 10), file("./vocab.txt", 7),
				link("./latest", TarConstants.LF_SYMLINK)));
		assertThat(this.folder.resolve("config.json")).hasSize(10);
		assertThat(this.folder.resolve("vocab.txt")).hasSize(7);
		assertThat(this.folder)
			.isDirectoryNotContaining((file) -> file.endsWith("notes.txt") || file.endsWith("latest"));
	}

	@Test
	void entriesOfTarFilesStayInsideTheTarget() throws IOException {
		for (String name : List.of("../config.json", "/config.json", "a/../../config.json", "a\\..\\config.json")) {
			assertFault(tar(file(name, 10)),
					"the archive has the entry '" + name + "', whose path points outside the archive");
		}
		for (byte kind : List.of(TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR,
				TarConstants.LF_FIFO)) {
			assertFault(tar(link("a/config.json", kind)),
					"the archive has the entry 'a/config.json', which is not a file but a link or a device"
							+ " (tar -h packs the files that links point to)");
		}
		assertFault(tar(file("a/config.json", 10), file("b/vocab.txt", 10)),
				"the archive has files of models in several folders: 'a/' and 'b/'");
		assertFault(tar(file("a/vocab.txt", 10), file("a/vocab.txt", 10)),
				"the archive has the entry 'a/vocab.txt' twice");
		assertFault(tar(file("notes.txt", 10)), "the archive has no config.json and weights as safetensors");
	}

	@Test
	void bombsInTarFilesAreRejected() throws IOException {
		assertFault(tar(file("model.safetensors", 1001)),
				"the archive unpacks to more than 1000 bytes (mtdnn.imports.max-size)");
		assertFault(tar(file("a.bin", 2001), file("b.bin", 2001)), "the archive has other files than those of a model,"
				+ " which unpack to more than 4 times 1000 bytes (mtdnn.imports.max-size)");
		assertFault(tar(new Tar("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, 2 << 20), file("config.json", 1)),
				"the archive is damaged: more than 1048576 bytes of headers or padding");
		assertFault(gzip(Arrays.copyOf(plain(file("config.json", 10)), 4 << 20)),
				"the archive is damaged: more than 1048576 bytes of headers or padding");
		Tar[] many = new Tar[10_001];
		Arrays.fill(many, directory("a/"));
		assertFault(tar(many), "the archive has more than 10000 entries");
	}

	@Test
	void damagedTarFilesAreRejected() throws IOException {
		byte[] plain = plain(file("config.json", 900), file("vocab.txt", 10));
		byte[] good = gzip(plain);
		for (int length : new int[] { 2, 12, good.length / 2, good.length - 1 }) {
			assertDamage(Arrays.copyOf(good, length));
		}
		assertDamage(gzip(Arrays.copyOf(plain, 700)));
		assertDamage(gzip("{}".repeat(600).getBytes(StandardCharsets.US_ASCII)));
		plain[0] = 'k';
		assertFault(gzip(plain), "the archive is damaged: a header has a wrong checksum");
		good[good.length - 5] ^= 1;
		assertDamage(good);
	}

	/** An upload that is too large or breaks off is not an archive's fault. */
	@Test
	void failuresOfTheSourceAreNotDamage() throws IOException {
		byte[] good = tar(file("config.json", 10));
		InputStream source = new SequenceInputStream(new ByteArrayInputStream(good, 0, 20), new InputStream() {
			@Override
			public int read() throws IOException {
				throw new IOException("too large");
			}
		});
		assertThatIOException().isThrownBy(() -> new ModelArchive(1000, (in) -> in).unpack(source, this.folder))
			.withMessage("too large");
	}

	private void assertDamage(byte[] archive) {
		assertThatExceptionOfType(InvalidImportException.class).isThrownBy(() -> unpack(archive))
			.withMessageStartingWith("the archive is damaged: ");
	}

	private record Tar(String name, byte kind, int size) {

	}

	private static Tar file(String name, int size) {
		return new Tar(name, TarConstants.LF_NORMAL, size);
	}

	private static Tar directory(String name) {
		return new Tar(name, TarConstants.LF_DIR, 0);
	}

	private static Tar link(String name, byte kind) {
		return new Tar(name, kind, 0);
	}

	private static byte[] tar(Tar... entries) throws IOException {
		return gzip(plain(entries));
	}

	private static byte[] plain(Tar... entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
			tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
			for (Tar entry : entries) {
				TarArchiveEntry header = new TarArchiveEntry(entry.name(), entry.kind(), true);
				header.setLinkName("/etc/passwd");
				header.setSize(entry.size());
				tar.putArchiveEntry(header);
				tar.write(new byte[entry.size()]);
				tar.closeArchiveEntry();
			}
		}
		return bytes.toByteArray();
	}

	private static byte[] gzip(byte[] content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(content);
		}
		return bytes.toByteArray();
	}

	private void assertFault(byte[] zip, String message) {
		assertThatExceptionOfType(InvalidImportException.class).isThrownBy(() -> unpack(zip)).withMessage(message);
	}

	private void unpack(byte[] zip) throws IOException {
		for (File left : this.folder.toFile().listFiles()) {
			Files.delete(left.toPath());
		}
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
