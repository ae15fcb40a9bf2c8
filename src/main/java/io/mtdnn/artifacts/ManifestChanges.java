package io.mtdnn.artifacts;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and changes manifests one at a time. Without that, two replacements of a key
 * could both read the same old manifest, and the object of the first one would be
 * forgotten.
 */
final class ManifestChanges {

	private static final Logger logger = LoggerFactory.getLogger(ManifestChanges.class);

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Changes a manifest.
	 * @return what it named before; null if it did not exist or could not be read
	 */
	@Nullable StoredObject change(Reading reading, Change change) throws IOException {
		this.lock.lock();
		try {
			StoredObject old = reading.read();
			change.make();
			return old;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes the files of an object whose call failed, unless its manifest was written
	 * nevertheless.
	 */
	static void removeUnnamed(String object, Reading reading, Change removal) {
		try {
			StoredObject current = reading.read();
			if (current == null || !current.object().equals(object)) {
				removal.make();
			}
		}
		catch (IOException ex) {
			logger.warn("The files of object {} are left behind: {}", object, ex.toString());
		}
	}

	/** Reads a manifest. */
	@FunctionalInterface
	interface Reading {

		@Nullable StoredObject read() throws IOException;

	}

	/** Replaces or deletes a manifest or the files that it names. */
	@FunctionalInterface
	interface Change {

		void make() throws IOException;

	}

}
