package io.mtdnn.artifacts;

import java.nio.file.Path;
import java.util.List;

/**
 * Directories kept under keys such as {@code models/<id>} or
 * {@code checkpoints/<job>/<step>}, visible to every node.
 */
public interface ArtifactStore {

	/**
	 * Stores a directory's files under a key. They become visible whole or not at all. An
	 * existing key is replaced at once for those who fetch it from then on; what was
	 * fetched before can be read for another hour.
	 * @throws java.io.UncheckedIOException when the store cannot take it (the message
	 * says whether space is the reason)
	 */
	void put(String key, Path directory);

	/**
	 * A local directory with the files of a key, to be read only.
	 * @throws java.util.NoSuchElementException when there is no such key
	 * @throws DamagedArtifactException when a file is missing or differs from what was
	 * stored
	 * @throws java.io.UncheckedIOException when the store cannot be reached
	 */
	Path fetch(String key);

	/** Removes a key; nothing happens when it does not exist. */
	void delete(String key);

	/** Keys that start with a prefix, sorted. */
	List<String> keys(String prefix);

}
