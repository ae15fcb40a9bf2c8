package io.mtdnn.artifacts;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Directories kept under keys such as {@code models/<id>} or
 * {@code checkpoints/<job>/<step>}, visible to every node.
 */
public interface ArtifactStore {

	/**
	 * Stores a directory's files under a key. They become visible atomically. An existing
	 * key is replaced at once for later fetches; files that were fetched before remain
	 * readable for an hour.
	 * @throws java.io.UncheckedIOException when the files cannot be stored; the message
	 * states whether the cause is a full disk
	 */
	void put(String key, Path directory);

	/**
	 * A local, read-only directory with the files of a key.
	 * @throws java.util.NoSuchElementException when the key does not exist
	 * @throws DamagedArtifactException when a file is missing or differs from what was
	 * stored
	 * @throws java.io.UncheckedIOException when the store cannot be reached
	 */
	Path fetch(String key);

	/**
	 * The content of one small file of a key, without a copy of the others on this node;
	 * null if there is no such key or file. It is not compared with what was stored.
	 * @throws java.io.UncheckedIOException when the store cannot be reached
	 */
	byte @Nullable [] read(String key, String file);

	/** Removes a key if it exists. */
	void delete(String key);

	/** Keys that start with a prefix, sorted. */
	List<String> keys(String prefix);

}
