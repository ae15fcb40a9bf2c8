package io.mtdnn.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.mtdnn.artifacts.ArtifactStore;
import tools.jackson.databind.json.JsonMapper;

/** An artifact store that can be away, and into whose puts a test can come. */
public class SwitchableArtifactStore implements ArtifactStore {

	private final ArtifactStore target;

	private final AtomicReference<Consumer<String>> onPut = new AtomicReference<>((key) -> {
	});

	private volatile boolean away;

	SwitchableArtifactStore(ArtifactStore target) {
		this.target = target;
	}

	/**
	 * Where a store in a directory has the files of a key; unlike a fetch this looks at
	 * none of them.
	 */
	public static Path files(Path root, String key) throws IOException {
		String manifest = Files.readString(root.resolve("keys").resolve(key + ".json"));
		return root.resolve("objects").resolve(new JsonMapper().readTree(manifest).get("object").asString());
	}

	public void away(boolean now) {
		this.away = now;
	}

	/** Is given each key before it is put. */
	public void onPut(Consumer<String> listener) {
		this.onPut.set(listener);
	}

	@Override
	public void put(String key, Path directory) {
		this.onPut.get().accept(key);
		there().put(key, directory);
	}

	@Override
	public Path fetch(String key) {
		return there().fetch(key);
	}

	@Override
	public void delete(String key) {
		there().delete(key);
	}

	@Override
	public List<String> keys(String prefix) {
		return there().keys(prefix);
	}

	private ArtifactStore there() {
		if (this.away) {
			throw new UncheckedIOException(new IOException("the test has taken the artifact store away"));
		}
		return this.target;
	}

}
