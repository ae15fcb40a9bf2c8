package io.mtdnn.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The lengths and digests of files in a directory. Detects files that are missing,
 * truncated or changed.
 *
 * @param files entries by path relative to the directory, with slashes
 */
public record Manifest(Map<String, Entry> files) {

	private static final int BLOCK = 1 << 16;

	public Manifest {
		files = new TreeMap<>(files);
	}

	/** Describes all files of a directory with SHA-256 digests. */
	public static Manifest of(Path directory) throws IOException {
		Map<String, Entry> entries = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				entries.put(directory.relativize(path).toString().replace('\\', '/'), Entry.sha256(path));
			}
		}
		return new Manifest(entries);
	}

	/**
	 * Describes some files of a directory with CRC-32C, which detects flipped bits three
	 * times as fast as SHA-256 but does not detect deliberate changes.
	 */
	public static Manifest quick(Path directory, Collection<String> files) throws IOException {
		Map<String, Entry> entries = new TreeMap<>();
		for (String file : files) {
			entries.put(file, Entry.crc32c(directory.resolve(file)));
		}
		return new Manifest(entries);
	}

	/**
	 * The first difference between a directory and this manifest; null if there is none.
	 */
	public @Nullable Damage damage(Path directory) throws IOException {
		for (Map.Entry<String, Entry> file : this.files.entrySet()) {
			Path path = directory.resolve(file.getKey());
			if (!Files.isRegularFile(path)) {
				return new Damage(file.getKey(), file.getKey() + " is missing");
			}
			Entry expected = file.getValue();
			Entry found = expected.measured(path);
			if (!found.equals(expected)) {
				return new Damage(file.getKey(), "%s has %d bytes with %s instead of %d with %s"
					.formatted(file.getKey(), found.bytes(), found.digest(), expected.bytes(), expected.digest()));
			}
		}
		return null;
	}

	/**
	 * A difference between a directory and its manifest.
	 *
	 * @param file the first file at fault
	 * @param fault its fault, without the directory's path
	 */
	public record Damage(String file, String fault) {

	}

	/**
	 * Length and digest of a file.
	 *
	 * @param sha256 null in quick manifests
	 * @param crc32c null in all others
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Entry(long bytes, @Nullable String sha256, @Nullable String crc32c) {

		private static Entry sha256(Path file) throws IOException {
			MessageDigest digest = Digests.sha256();
			long bytes = read(file, digest::update);
			return new Entry(bytes, Digests.hex(digest.digest()), null);
		}

		private Entry measured(Path file) throws IOException {
			return (this.sha256 != null) ? sha256(file) : crc32c(file);
		}

		private static Entry crc32c(Path file) throws IOException {
			CRC32C crc = new CRC32C();
			long bytes = read(file, crc::update);
			return new Entry(bytes, null, Long.toHexString(crc.getValue()));
		}

		private String digest() {
			return (this.sha256 != null) ? "SHA-256 " + this.sha256 : "CRC-32C " + this.crc32c;
		}

		private static long read(Path file, Update update) throws IOException {
			byte[] block = new byte[BLOCK];
			long bytes = 0;
			try (InputStream in = Files.newInputStream(file)) {
				for (int read = in.read(block); read >= 0; read = in.read(block)) {
					update.update(block, 0, read);
					bytes += read;
				}
			}
			return bytes;
		}

		/** Takes the next bytes. */
		private interface Update {

			void update(byte[] block, int offset, int length);

		}

	}

}
