package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.mtdnn.files.Replacement;
import io.mtdnn.files.Trees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's copies of the objects in a bucket. An existing copy is verified once per
 * process and downloaded again if it is damaged. Callers of the same object wait for each
 * other; callers of different objects do not. Each download also removes the copies of
 * objects that another node has removed from the bucket.
 */
final class BucketCopies {

	private static final Logger log = LoggerFactory.getLogger(BucketCopies.class);

	/** Names of objects; the folder may contain other directories. */
	private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private final Bucket bucket;

	private final Path cache;

	/** Objects whose copies this process has verified. */
	private final Set<String> verified = ConcurrentHashMap.newKeySet();

	private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

	BucketCopies(Bucket bucket, Path cache) {
		this.bucket = bucket;
		this.cache = cache.toAbsolutePath().normalize();
	}

	/**
	 * A complete copy of an object.
	 * @throws ArtifactDamage when the bucket's files differ from those stored
	 */
	Path of(StoredObject object) throws IOException {
		Path directory = this.cache.resolve(object.object());
		ReentrantLock lock = this.locks.computeIfAbsent(object.object(), (name) -> new ReentrantLock());
		lock.lock();
		try {
			if (!isWhole(object, directory)) {
				download(object, directory);
			}
			this.verified.add(object.object());
			return directory;
		}
		finally {
			lock.unlock();
		}
	}

	private boolean isWhole(StoredObject object, Path directory) throws IOException {
		if (!Files.isDirectory(directory) || this.verified.contains(object.object())) {
			return Files.isDirectory(directory);
		}
		try {
			object.verify(directory);
			return true;
		}
		catch (ArtifactDamage ex) {
			log.warn("Downloading the artifact in {} again: {}", directory, ex.getMessage());
			return false;
		}
	}

	private void download(StoredObject object, Path directory) throws IOException {
		Replacement.directory(directory, (partial) -> {
			for (String file : object.files().keySet()) {
				this.bucket.download(BucketArtifactStore.files(object.object()) + file, partial.resolve(file));
			}
			object.verify(partial);
		});
		removeObsolete();
	}

	/** A failure here only wastes space. */
	private void removeObsolete() {
		try {
			// Before the bucket is listed, which then contains the objects of all copies.
			List<String> copied = copied();
			List<String> existing = this.bucket.names(BucketArtifactStore.OBJECTS);
			for (String object : copied) {
				String files = BucketArtifactStore.files(object);
				if (existing.stream().noneMatch((name) -> name.startsWith(files))) {
					log.info("Removing the copy of an artifact that no longer exists: {}", object);
					remove(object);
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			log.warn("Could not look for copies of artifacts that no longer exist", ex);
		}
	}

	/** Objects that have files and a copy here. */
	private List<String> copied() throws IOException {
		List<String> objects = new ArrayList<>();
		try (Stream<Path> copies = Files.list(this.cache)) {
			for (Path copy : copies.filter(Files::isDirectory).toList()) {
				String name = copy.getFileName().toString();
				if (OBJECT.matcher(name).matches() && !isEmpty(copy)) {
					objects.add(name);
				}
			}
		}
		return objects;
	}

	private static boolean isEmpty(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.findAny().isEmpty();
		}
	}

	void remove(String object) throws IOException {
		this.verified.remove(object);
		this.locks.remove(object);
		Trees.delete(this.cache.resolve(object));
	}

}
