package io.mtdnn.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;

import io.mtdnn.artifacts.ArtifactStore;
import org.springframework.util.FileSystemUtils;

/** Artifacts in plain directories. */
class FakeArtifactStore implements ArtifactStore {

	private final TreeSet<String> keys = new TreeSet<>();

	private final Path root;

	FakeArtifactStore(Path root) {
		this.root = root;
	}

	@Override
	public synchronized void put(String key, Path directory) {
		try {
			FileSystemUtils.deleteRecursively(this.root.resolve(key));
			Files.createDirectories(this.root.resolve(key).getParent());
			FileSystemUtils.copyRecursively(directory, this.root.resolve(key));
			this.keys.add(key);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public synchronized Path fetch(String key) {
		if (!this.keys.contains(key)) {
			throw new NoSuchElementException(key);
		}
		return this.root.resolve(key);
	}

	@Override
	public synchronized boolean exists(String key) {
		return this.keys.contains(key);
	}

	@Override
	public synchronized void delete(String key) {
		this.keys.remove(key);
	}

	@Override
	public synchronized List<String> keys(String prefix) {
		return this.keys.stream().filter((key) -> key.startsWith(prefix)).toList();
	}

}
