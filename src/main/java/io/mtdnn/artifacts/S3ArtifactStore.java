package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Artifacts in an S3-compatible bucket: {@code <prefix>/keys/<key>.json} is the manifest,
 * under {@code <prefix>/objects/<object>/} are the files,
 * {@code <prefix>/retired/<object>} notes when an object was replaced. A fetch downloads
 * into this node's cache and verifies what came. A copy that was there before is verified
 * once per process, and downloaded again when it is damaged.
 */
final class S3ArtifactStore implements ArtifactStore {

	private static final Logger log = LoggerFactory.getLogger(S3ArtifactStore.class);

	private static final String SUFFIX = ".json";

	private final S3Client client;

	private final String bucket;

	private final String prefix;

	private final Path cache;

	private final Retired retired;

	/** Objects in the cache that this process found whole. */
	private final Set<String> verified = ConcurrentHashMap.newKeySet();

	S3ArtifactStore(S3Client client, String bucket, String prefix, Path cache, Retired retired) {
		this.client = client;
		this.bucket = bucket;
		this.prefix = prefix.isEmpty() ? "" : prefix + "/";
		this.cache = cache.toAbsolutePath().normalize();
		this.retired = retired;
	}

	/**
	 * Looks for the bucket, which nobody would miss before the first model is stored. A
	 * service that is away for a moment does not keep this one from starting.
	 * @throws IllegalArgumentException naming the setting, when there is no such bucket
	 */
	void checkBucket() {
		try {
			this.client.headBucket((request) -> request.bucket(this.bucket));
		}
		catch (NoSuchBucketException ex) {
			throw new IllegalArgumentException(
					"mtdnn.artifacts.s3.bucket is %s, which does not exist".formatted(this.bucket), ex);
		}
		catch (SdkException ex) {
			log.warn("Whether the bucket {} (mtdnn.artifacts.s3.bucket) exists could not be found out: {}", this.bucket,
					ex.getMessage());
		}
	}

	@Override
	public void put(String key, Path directory) {
		String manifestKey = manifestKey(key);
		String object = UUID.randomUUID().toString();
		boolean visible = false;
		try {
			Manifest old = readable(manifestKey);
			Manifest manifest = Manifest.of(object, directory);
			for (String file : manifest.files().keySet()) {
				this.client.putObject((request) -> request.bucket(this.bucket).key(objectKey(object) + file),
						RequestBody.fromFile(directory.resolve(file)));
			}
			this.client.putObject((request) -> request.bucket(this.bucket).key(manifestKey),
					RequestBody.fromBytes(manifest.toJson()));
			visible = true;
			retire(old);
		}
		catch (IOException | SdkException ex) {
			throw new UncheckedIOException(new IOException("'" + key + "' could not be stored: " + ex, ex));
		}
		finally {
			if (!visible) {
				removeQuietly(object);
			}
		}
	}

	@Override
	public synchronized Path fetch(String key) {
		try {
			Manifest manifest = current(key);
			while (true) {
				Path directory = this.cache.resolve(manifest.object());
				if (isWhole(manifest, directory) || download(key, manifest, directory)) {
					this.verified.add(manifest.object());
					return directory;
				}
				manifest = current(key);
			}
		}
		catch (IOException | SdkException ex) {
			throw new UncheckedIOException(new IOException("'" + key + "': " + ex.getMessage(), ex));
		}
	}

	private Manifest current(String key) {
		try {
			Manifest manifest = read(manifestKey(key));
			if (manifest == null) {
				throw new NoSuchElementException("There is no artifact '" + key + "'.");
			}
			return manifest;
		}
		catch (IOException ex) {
			throw new DamagedArtifactException(key, ex);
		}
	}

	@Override
	public boolean exists(String key) {
		String manifestKey = manifestKey(key);
		try {
			this.client.headObject((request) -> request.bucket(this.bucket).key(manifestKey));
			return true;
		}
		catch (NoSuchKeyException ex) {
			return false;
		}
	}

	@Override
	public void delete(String key) {
		String manifestKey = manifestKey(key);
		try {
			Manifest manifest = readable(manifestKey);
			this.client.deleteObject((request) -> request.bucket(this.bucket).key(manifestKey));
			if (manifest != null) {
				remove(manifest.object());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<String> keys(String keyPrefix) {
		String start = this.prefix + "keys/";
		return list(start + keyPrefix).stream()
			.filter((key) -> key.endsWith(SUFFIX))
			.map((key) -> key.substring(start.length(), key.length() - SUFFIX.length()))
			.sorted()
			.toList();
	}

	private boolean isWhole(Manifest manifest, Path directory) throws IOException {
		if (!Files.isDirectory(directory) || this.verified.contains(manifest.object())) {
			return Files.isDirectory(directory);
		}
		IOException damage = manifest.damage(directory);
		if (damage != null) {
			log.warn("The copy of an artifact in {} is downloaded again: {}", directory, damage.getMessage());
			FileSystemUtils.deleteRecursively(directory);
		}
		return damage == null;
	}

	/**
	 * Downloads and verifies an object.
	 * @return false when the key was replaced meanwhile
	 * @throws DamagedArtifactException when it is not what was stored
	 */
	private boolean download(String key, Manifest manifest, Path directory) throws IOException {
		Files.createDirectories(this.cache);
		Path temporary = Files.createTempDirectory(this.cache, ".fetching-");
		try {
			for (String file : manifest.files().keySet()) {
				download(manifest.object(), file, temporary.resolve(file));
			}
			IOException damage = manifest.damage(temporary);
			if (damage == null) {
				Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
				return true;
			}
			if (current(key).object().equals(manifest.object())) {
				throw new DamagedArtifactException(key, damage);
			}
			return false;
		}
		finally {
			FileSystemUtils.deleteRecursively(temporary);
		}
	}

	private void download(String object, String file, Path target) throws IOException {
		Files.createDirectories(target.getParent());
		try {
			this.client.getObject((request) -> request.bucket(this.bucket).key(objectKey(object) + file), target);
		}
		catch (NoSuchKeyException ex) {
			// The manifest will find it missing.
		}
	}

	private Manifest read(String manifestKey) throws IOException {
		try {
			return Manifest
				.parse(this.client.getObjectAsBytes((request) -> request.bucket(this.bucket).key(manifestKey))
					.asByteArray());
		}
		catch (NoSuchKeyException ex) {
			return null;
		}
	}

	/**
	 * Null also where the manifest is damaged: its key can still be replaced and deleted,
	 * though not its files.
	 */
	private Manifest readable(String manifestKey) throws IOException {
		try {
			return read(manifestKey);
		}
		catch (ArtifactDamage ex) {
			log.warn("The files that {} stood for are left behind, as it is damaged", manifestKey);
			return null;
		}
	}

	/** The new files are stored already, so that a failure here costs space alone. */
	private void retire(Manifest old) {
		try {
			if (old != null) {
				this.client.putObject((request) -> request.bucket(this.bucket).key(retiredKey(old.object())),
						RequestBody.fromBytes(this.retired.note()));
			}
			removeRetired();
		}
		catch (IOException | SdkException ex) {
			log.warn("A replaced artifact could not be removed", ex);
		}
	}

	private void removeRetired() throws IOException {
		String start = this.prefix + "retired/";
		for (String note : list(start)) {
			if (this.retired
				.over(this.client.getObjectAsBytes((request) -> request.bucket(this.bucket).key(note)).asByteArray())) {
				remove(note.substring(start.length()));
				this.client.deleteObject((request) -> request.bucket(this.bucket).key(note));
			}
		}
	}

	private void remove(String object) throws IOException {
		this.verified.remove(object);
		for (String key : list(objectKey(object))) {
			this.client.deleteObject((request) -> request.bucket(this.bucket).key(key));
		}
		FileSystemUtils.deleteRecursively(this.cache.resolve(object));
	}

	private void removeQuietly(String object) {
		try {
			remove(object);
		}
		catch (IOException | SdkException ex) {
			// Nothing points to it.
		}
	}

	private List<String> list(String start) {
		return this.client.listObjectsV2Paginator((request) -> request.bucket(this.bucket).prefix(start))
			.contents()
			.stream()
			.map(S3Object::key)
			.toList();
	}

	private String manifestKey(String key) {
		return this.prefix + "keys/" + Keys.check(key) + SUFFIX;
	}

	private String retiredKey(String object) {
		return this.prefix + "retired/" + object;
	}

	private String objectKey(String object) {
		return this.prefix + "objects/" + object + "/";
	}

}
