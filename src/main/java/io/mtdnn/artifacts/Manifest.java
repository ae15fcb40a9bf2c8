package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.mtdnn.files.Digests;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a key stands for: the place of its files and what they must look like. A key is
 * visible when its manifest is, and a manifest is written last and in one piece; so is
 * replacing one key's files by others.
 *
 * @param object name of the place
 * @param files by path relative to the directory, with slashes
 */
record Manifest(String object, Map<String, Entry> files) {

	private static final JsonMapper JSON = new JsonMapper();

	private static final int BLOCK = 1 << 16;

	/** Describes a directory's files. */
	static Manifest of(String object, Path directory) throws IOException {
		Map<String, Entry> files = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				files.put(directory.relativize(path).toString().replace('\\', '/'), entry(path));
			}
		}
		return new Manifest(object, files);
	}

	byte[] toJson() {
		return JSON.writeValueAsBytes(this);
	}

	static Manifest parse(byte[] json) throws IOException {
		try {
			Manifest manifest = JSON.readValue(json, Manifest.class);
			if (manifest != null && manifest.object != null && manifest.files != null) {
				return manifest;
			}
		}
		catch (JacksonException ex) {
			// what Jackson says concerns its author only
		}
		throw new ArtifactDamage(null, "its manifest cannot be read");
	}

	/**
	 * The first difference between a directory and this description; null when there is
	 * none.
	 */
	IOException damage(Path directory) {
		try {
			verify(directory);
			return null;
		}
		catch (IOException ex) {
			return ex;
		}
	}

	/**
	 * Compares a directory with this description.
	 * @throws IOException naming the first file that is missing or differs
	 */
	void verify(Path directory) throws IOException {
		for (Map.Entry<String, Entry> file : this.files.entrySet()) {
			Path path = directory.resolve(file.getKey());
			if (!Files.isRegularFile(path)) {
				throw new ArtifactDamage(file.getKey(), file.getKey() + " is missing");
			}
			Entry found = entry(path);
			if (!found.equals(file.getValue())) {
				throw new ArtifactDamage(file.getKey(),
						file.getKey() + " has " + found.bytes() + " bytes with SHA-256 " + found.sha256()
								+ " instead of " + file.getValue().bytes() + " with " + file.getValue().sha256());
			}
		}
	}

	private static Entry entry(Path file) throws IOException {
		MessageDigest digest = Digests.sha256();
		byte[] block = new byte[BLOCK];
		long bytes = 0;
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(block); read >= 0; read = in.read(block)) {
				digest.update(block, 0, read);
				bytes += read;
			}
		}
		return new Entry(bytes, Digests.hex(digest.digest()));
	}

	/** Length and hash of a file. */
	record Entry(long bytes, String sha256) {

	}

}
