package io.mtdnn.artifacts;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Reads and changes manifests one at a time. Without that, two replacements of a key
 * could both read the same old manifest, and the object of the first one would be
 * forgotten.
 */
final class ManifestChanges {

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

	/** Reads a manifest. */
	@FunctionalInterface
	interface Reading {

		@Nullable StoredObject read() throws IOException;

	}

	/** Replaces or deletes a manifest. */
	@FunctionalInterface
	interface Change {

		void make() throws IOException;

	}

}
