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

/** An artifact store that a test can make unavailable and whose puts it can intercept. */
public class SwitchableArtifactStore implements ArtifactStore {

	private final ArtifactStore target;

	private final AtomicReference<Consumer<String>> onPut = new AtomicReference<>((key) -> {
	});

	private volatile boolean away;

	SwitchableArtifactStore(ArtifactStore target) {
		this.target = target;
	}

	/**
	 * The location of a key's files in a directory store; unlike a fetch, this does not
	 * read them.
	 */
	public static Path files(Path root, String key) throws IOException {
		String manifest = Files.readString(root.resolve("keys").resolve(key + ".json"));
		return root.resolve("objects").resolve(new JsonMapper().readTree(manifest).get("object").asString());
	}

	public void unavailable(boolean now) {
		this.away = now;
	}

	/** Called with each key before it is put. */
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
	public byte[] read(String key, String file) {
		return there().read(key, file);
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
