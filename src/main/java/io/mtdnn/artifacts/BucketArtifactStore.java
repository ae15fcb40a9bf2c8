package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artifacts in a bucket: {@code keys/<key>.json} is the manifest,
 * {@code objects/<object>/} contains the files, {@code retired/<object>} records when an
 * object was replaced. A fetch downloads the files to this node's cache and verifies
 * them.
 */
final class BucketArtifactStore implements ArtifactStore {

	private static final Logger log = LoggerFactory.getLogger(BucketArtifactStore.class);

	private static final String KEYS = "keys/";

	/** The prefix of the files of all objects. */
	static final String OBJECTS = "objects/";

	private static final String RETIRED = "retired/";

	private static final String SUFFIX = ".json";

	private final Bucket bucket;

	private final BucketCopies copies;

	private final Retired retired;

	private final ManifestChanges manifests = new ManifestChanges();

	BucketArtifactStore(Bucket bucket, Path cache, Retired retired) {
		this.bucket = bucket;
		this.copies = new BucketCopies(bucket, cache);
		this.retired = retired;
	}

	@Override
	public void put(String key, Path directory) {
		String manifest = manifest(key);
		String name = UUID.randomUUID().toString();
		boolean visible = false;
		try {
			StoredObject object = StoredObject.of(name, directory);
			for (String file : object.files().keySet()) {
				this.bucket.upload(files(name) + file, directory.resolve(file));
			}
			StoredObject old = this.manifests.change(() -> readable(manifest),
					() -> this.bucket.write(manifest, object.toJson()));
			visible = true;
			retire(old);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(new IOException("'" + key + "' could not be stored: " + ex, ex));
		}
		finally {
			if (!visible) {
				ManifestChanges.removeUnnamed(name, () -> readable(manifest), () -> remove(name));
			}
		}
	}

	@Override
	public Path fetch(String key) {
		StoredObject wanted = current(key);
		while (true) {
			try {
				return this.copies.of(wanted);
			}
			catch (ArtifactDamage ex) {
				StoredObject now = current(key);
				if (now.object().equals(wanted.object())) {
					throw new DamagedArtifactException(key, ex);
				}
				// It has been replaced in the meantime.
				wanted = now;
			}
			catch (IOException ex) {
				throw unreachable(key, ex);
			}
		}
	}

	private StoredObject current(String key) {
		try {
			StoredObject object = read(manifest(key));
			if (object == null) {
				throw new NoSuchElementException("There is no artifact '" + key + "'.");
			}
			return object;
		}
		catch (ArtifactDamage ex) {
			throw new DamagedArtifactException(key, ex);
		}
		catch (IOException ex) {
			throw unreachable(key, ex);
		}
	}

	private static UncheckedIOException unreachable(String key, IOException cause) {
		return new UncheckedIOException(new IOException("'" + key + "': " + cause.getMessage(), cause));
	}

	@Override
	public byte @Nullable [] read(String key, String file) {
		try {
			StoredObject object = readable(manifest(key));
			return (object != null && object.files().containsKey(file))
					? this.bucket.read(files(object.object()) + file) : null;
		}
		catch (IOException ex) {
			throw unreachable(key, ex);
		}
	}

	@Override
	public void delete(String key) {
		String manifest = manifest(key);
		try {
			StoredObject object = this.manifests.change(() -> readable(manifest), () -> this.bucket.delete(manifest));
			if (object != null) {
				remove(object.object());
			}
		}
		catch (IOException ex) {
			throw unreachable(key, ex);
		}
	}

	@Override
	public List<String> keys(String keyPrefix) {
		try {
			return this.bucket.names(KEYS + keyPrefix)
				.stream()
				.filter((name) -> name.endsWith(SUFFIX))
				.map((name) -> name.substring(KEYS.length(), name.length() - SUFFIX.length()))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw unreachable(keyPrefix, ex);
		}
	}

	private @Nullable StoredObject read(String manifest) throws IOException {
		byte[] content = this.bucket.read(manifest);
		return (content != null) ? StoredObject.parse(content) : null;
	}

	/**
	 * Returns null also if the manifest is damaged, so that its key can still be replaced
	 * or deleted; its files remain.
	 */
	private @Nullable StoredObject readable(String manifest) throws IOException {
		try {
			return read(manifest);
		}
		catch (ArtifactDamage ex) {
			log.warn("The manifest {} is damaged; its files are left behind", manifest);
			return null;
		}
	}

	/** A failure here only wastes space, because the new files are already stored. */
	private void retire(@Nullable StoredObject old) {
		try {
			if (old != null) {
				this.bucket.write(RETIRED + old.object(), this.retired.note());
			}
			removeRetired();
		}
		catch (IOException ex) {
			log.warn("Could not remove a replaced artifact", ex);
		}
	}

	private void removeRetired() throws IOException {
		for (String note : this.bucket.names(RETIRED)) {
			byte[] content = this.bucket.read(note);
			if (content != null && this.retired.over(content)) {
				remove(note.substring(RETIRED.length()));
				this.bucket.delete(note);
			}
		}
	}

	private void remove(String object) throws IOException {
		for (String file : this.bucket.names(files(object))) {
			this.bucket.delete(file);
		}
		this.copies.remove(object);
	}

	private static String manifest(String key) {
		return KEYS + Keys.check(key) + SUFFIX;
	}

	/** The prefix of an object's files. */
	static String files(String object) {
		return OBJECTS + object + "/";
	}

}
