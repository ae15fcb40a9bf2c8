package io.mtdnn.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of an S3-compatible bucket under a prefix.
 *
 * @param prefix empty, or ends with a slash; not part of the names in the methods
 */
record S3Bucket(S3Client client, String bucket, String prefix) implements Bucket {

	private static final Logger log = LoggerFactory.getLogger(S3Bucket.class);

	/**
	 * Checks that the bucket exists. Without this check a missing bucket would surface
	 * only when the first model is stored. If the bucket's service does not respond,
	 * startup continues.
	 * @throws IllegalArgumentException naming the setting, when the bucket does not exist
	 */
	void check() {
		try {
			this.client.headBucket((request) -> request.bucket(this.bucket));
		}
		catch (NoSuchBucketException ex) {
			throw new IllegalArgumentException(
					"mtdnn.artifacts.s3.bucket is %s, which does not exist".formatted(this.bucket), ex);
		}
		catch (SdkException ex) {
			log.warn("Could not check that the bucket {} (mtdnn.artifacts.s3.bucket) exists: {}", this.bucket,
					ex.getMessage());
		}
	}

	@Override
	public byte @Nullable [] read(String name) throws IOException {
		try {
			return reached(() -> this.client.getObjectAsBytes((request) -> request.bucket(this.bucket).key(key(name)))
				.asByteArray());
		}
		catch (NoSuchKeyException ex) {
			return null;
		}
	}

	@Override
	public void download(String name, Path target) throws IOException {
		Files.createDirectories(target.getParent());
		try {
			reached(() -> this.client.getObject((request) -> request.bucket(this.bucket).key(key(name)), target));
		}
		catch (NoSuchKeyException ex) {
			// The comparison with the manifest will report that it is missing.
		}
	}

	@Override
	public void write(String name, byte[] content) throws IOException {
		reached(() -> this.client.putObject((request) -> request.bucket(this.bucket).key(key(name)),
				RequestBody.fromBytes(content)));
	}

	@Override
	public void upload(String name, Path file) throws IOException {
		reached(() -> this.client.putObject((request) -> request.bucket(this.bucket).key(key(name)),
				RequestBody.fromFile(file)));
	}

	@Override
	public void delete(String name) throws IOException {
		reached(() -> this.client.deleteObject((request) -> request.bucket(this.bucket).key(key(name))));
	}

	@Override
	public List<String> names(String start) throws IOException {
		return reached(
				() -> this.client.listObjectsV2Paginator((request) -> request.bucket(this.bucket).prefix(key(start)))
					.contents()
					.stream()
					.map(S3Object::key)
					.map((key) -> key.substring(this.prefix.length()))
					.toList());
	}

	private String key(String name) {
		return this.prefix + name;
	}

	private static <T> T reached(Supplier<T> call) throws IOException {
		try {
			return call.get();
		}
		catch (NoSuchKeyException ex) {
			throw ex;
		}
		catch (SdkException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

}
