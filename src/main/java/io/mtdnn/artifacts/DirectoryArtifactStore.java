package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.mtdnn.files.Flush;
import io.mtdnn.files.Replacement;
import io.mtdnn.files.Trees;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.storage.Shortage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores artifacts in a directory, on a volume that all nodes share:
 * {@code keys/<key>.json} is the manifest, {@code objects/<object>} contains the files,
 * {@code retired/<object>} records when an object was replaced. A fetch verifies the
 * files once per process; they are read in place.
 */
final class DirectoryArtifactStore implements ArtifactStore {

	private static final Logger logger = LoggerFactory.getLogger(DirectoryArtifactStore.class);

	private static final String SUFFIX = ".json";

	private final Path keys;

	private final Path objects;

	private final Path replaced;

	private final Retired retired;

	/** Objects that this process has verified. */
	private final Set<String> verified = ConcurrentHashMap.newKeySet();

	private final DiskReserve reserve;

	private final ManifestChanges manifests = new ManifestChanges();

	DirectoryArtifactStore(Path root, DiskReserve reserve, Retired retired) {
		this.reserve = reserve;
		this.keys = root.toAbsolutePath().normalize().resolve("keys");
		this.objects = root.toAbsolutePath().normalize().resolve("objects");
		this.replaced = root.toAbsolutePath().normalize().resolve("retired");
		this.retired = retired;
	}

	/**
	 * Removes what processes have left that were killed while they stored something.
	 * Nothing is removed while a manifest cannot be read.
	 */
	void removeAbandoned() {
		try {
			for (String object : new AbandonedObjects(this.objects, this.retired.clock(), this::named).find()) {
				logger.info("Removing an artifact that was never completed: {}", object);
				remove(object);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Could not look for artifacts that were never completed", ex);
		}
	}

	/** Objects that a key names, or that were replaced a short time ago. */
	private List<String> named() throws IOException {
		List<String> named = new ArrayList<>();
		for (String key : keys("")) {
			StoredObject manifest = read(manifestFile(key));
			if (manifest != null) {
				named.add(manifest.object());
			}
		}
		for (Path note : files(this.replaced)) {
			named.add(note.getFileName().toString());
		}
		return named;
	}

	@Override
	public void put(String key, Path directory) {
		Path manifestFile = manifestFile(key);
		String object = UUID.randomUUID().toString();
		Path target = this.objects.resolve(object);
		boolean visible = false;
		try {
			StoredObject manifest = StoredObject.of(object, directory);
			leaveReserve(manifest);
			Flush.createDirectories(target);
			Storing.copy(manifest, directory, target);
			Flush.directory(this.objects);
			StoredObject old = this.manifests.change(() -> readable(manifestFile),
					() -> Replacement.file(manifestFile, manifest.toJson()));
			visible = true;
			retire(old);
		}
		catch (IOException ex) {
			throw Storing.failure(key, this.objects, ex);
		}
		finally {
			if (!visible) {
				ManifestChanges.removeUnnamed(object, () -> readable(manifestFile), () -> remove(object));
			}
		}
	}

	private void leaveReserve(StoredObject manifest) throws IOException {
		Optional<Shortage> shortage = this.reserve.shortage("mtdnn.artifacts.directory", this.objects,
				manifest.bytes());
		if (shortage.isPresent()) {
			throw new IOException(shortage.get().message(), new NoSpaceException(shortage.get()));
		}
	}

	@Override
	public Path fetch(String key) {
		StoredObject manifest = current(key);
		while (true) {
			try {
				return verified(manifest);
			}
			catch (IOException ex) {
				StoredObject now = current(key);
				if (now.object().equals(manifest.object())) {
					throw new DamagedArtifactException(key, ex);
				}
				// It has been replaced in the meantime.
				manifest = now;
			}
		}
	}

	private StoredObject current(String key) {
		try {
			StoredObject manifest = read(manifestFile(key));
			if (manifest == null) {
				throw new NoSuchElementException("There is no artifact '" + key + "'.");
			}
			return manifest;
		}
		catch (IOException ex) {
			throw new DamagedArtifactException(key, ex);
		}
	}

	private Path verified(StoredObject manifest) throws IOException {
		Path directory = this.objects.resolve(manifest.object());
		if (!this.verified.contains(manifest.object())) {
			manifest.verify(directory);
			this.verified.add(manifest.object());
		}
		return directory;
	}

	@Override
	public byte @Nullable [] read(String key, String file) {
		try {
			StoredObject manifest = readable(manifestFile(key));
			return (manifest != null && manifest.files().containsKey(file))
					? Files.readAllBytes(this.objects.resolve(manifest.object()).resolve(file)) : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void delete(String key) {
		Path manifestFile = manifestFile(key);
		try {
			StoredObject manifest = this.manifests.change(() -> readable(manifestFile),
					() -> Files.deleteIfExists(manifestFile));
			if (manifest != null) {
				remove(manifest.object());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<String> keys(String prefix) {
		try {
			return files(this.keys).stream()
				.map((file) -> this.keys.relativize(file).toString().replace('\\', '/'))
				.filter((name) -> name.endsWith(SUFFIX) && !name.substring(name.lastIndexOf('/') + 1).startsWith("."))
				.map((name) -> name.substring(0, name.length() - SUFFIX.length()))
				.filter((name) -> name.startsWith(prefix))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** All files below a directory; other nodes may add and remove some meanwhile. */
	private static List<Path> files(Path root) throws IOException {
		List<Path> files = new ArrayList<>();
		Files.walkFileTree(root, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				files.add(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException ex) throws IOException {
				if (ex instanceof NoSuchFileException) {
					return FileVisitResult.CONTINUE;
				}
				throw ex;
			}

		});
		return files;
	}

	private Path manifestFile(String key) {
		return this.keys.resolve(Keys.check(key) + SUFFIX);
	}

	private static @Nullable StoredObject read(Path manifestFile) throws IOException {
		try {
			return StoredObject.parse(Files.readAllBytes(manifestFile));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Returns null also if the manifest is damaged, so that its key can still be replaced
	 * or deleted; its files remain.
	 */
	private static @Nullable StoredObject readable(Path manifestFile) throws IOException {
		try {
			return read(manifestFile);
		}
		catch (ArtifactDamage ex) {
			logger.warn("The manifest {} is damaged; its files are left behind", manifestFile);
			return null;
		}
	}

	/** A failure here only wastes space, because the new files are already stored. */
	private void retire(@Nullable StoredObject old) {
		try {
			if (old != null) {
				Replacement.file(this.replaced.resolve(old.object()), this.retired.note());
			}
			removeRetired();
		}
		catch (IOException ex) {
			logger.warn("Could not remove a replaced artifact", ex);
		}
	}

	private void removeRetired() throws IOException {
		if (!Files.isDirectory(this.replaced)) {
			return;
		}
		try (Stream<Path> notes = Files.list(this.replaced)) {
			for (Path note : notes.filter((file) -> !file.getFileName().toString().startsWith(".")).toList()) {
				if (this.retired.over(Files.readAllBytes(note))) {
					remove(note.getFileName().toString());
					Files.deleteIfExists(note);
				}
			}
		}
		catch (NoSuchFileException ex) {
			// Another node is removing them too.
		}
	}

	private void remove(String object) throws IOException {
		this.verified.remove(object);
		Trees.delete(this.objects.resolve(object));
	}

}
