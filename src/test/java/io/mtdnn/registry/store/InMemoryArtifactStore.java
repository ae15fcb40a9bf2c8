package io.mtdnn.registry.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentSkipListMap;

import io.mtdnn.artifacts.ArtifactStore;

/** Stores references to the put directories without copying them. */
public final class InMemoryArtifactStore implements ArtifactStore {

	/** The exception of every call but {@link #exists}; null if the store works. */
	volatile RuntimeException away;

	private final Map<String, Path> directories = new ConcurrentSkipListMap<>();

	@Override
	public void put(String key, Path directory) {
		this.directories.put(key, directory);
	}

	@Override
	public Path fetch(String key) {
		check();
		Path directory = this.directories.get(key);
		if (directory == null) {
			throw new NoSuchElementException(key);
		}
		return directory;
	}

	@Override
	public byte[] read(String key, String file) {
		throw new UnsupportedOperationException();
	}

	private void check() {
		if (this.away != null) {
			throw this.away;
		}
	}

	boolean exists(String key) {
		return this.directories.containsKey(key);
	}

	@Override
	public void delete(String key) {
		check();
		this.directories.remove(key);
	}

	@Override
	public List<String> keys(String prefix) {
		return this.directories.keySet().stream().filter((key) -> key.startsWith(prefix)).toList();
	}

}
