package io.mtdnn.artifacts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import io.mtdnn.files.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The manifest of a key: the location of its files with their sizes and digests. It is
 * written last and atomically, so that a key becomes visible, or its files are replaced,
 * in one step.
 *
 * @param object name of the directory or prefix that contains the files
 * @param files lengths and digests by path relative to the directory, with slashes
 */
record StoredObject(String object, Map<String, Manifest.Entry> files) {

	private static final JsonMapper JSON = new JsonMapper();

	/** Describes a directory's files. */
	static StoredObject of(String object, Path directory) throws IOException {
		return new StoredObject(object, Manifest.of(directory).files());
	}

	byte[] toJson() {
		return JSON.writeValueAsBytes(this);
	}

	static StoredObject parse(byte[] json) throws IOException {
		try {
			StoredObject stored = JSON.readValue(json, StoredObject.class);
			if (stored != null && stored.object != null && stored.files != null) {
				return stored;
			}
		}
		catch (JacksonException ex) {
			// Jackson's message would not help the reader.
		}
		throw new ArtifactDamage(null, "its manifest cannot be read");
	}

	/**
	 * Compares a directory with this description.
	 * @throws ArtifactDamage naming the first file that is missing or differs
	 */
	void verify(Path directory) throws IOException {
		Manifest.Damage damage = new Manifest(this.files).damage(directory);
		if (damage != null) {
			throw new ArtifactDamage(damage.file(), damage.fault());
		}
	}

	long bytes() {
		return this.files.values().stream().mapToLong(Manifest.Entry::bytes).sum();
	}

}
