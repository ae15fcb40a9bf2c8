package io.mtdnn.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
 * Reads and writes the objects of a bucket under a prefix.
 *
 * @param prefix empty, or ends with a slash; not part of the names in the methods
 */
record S3Bucket(S3Client client, String bucket, String prefix) {

	private static final Logger log = LoggerFactory.getLogger(S3Bucket.class);

	/**
	 * Checks that the bucket exists. Without this check a missing bucket would surface
	 * only when the first model is stored. A service that does not respond does not keep
	 * this one from starting.
	 * @throws IllegalArgumentException naming the setting, when there is no such bucket
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

	/** The content; null if the name does not exist. */
	byte @Nullable [] read(String name) {
		try {
			return this.client.getObjectAsBytes((request) -> request.bucket(this.bucket).key(this.prefix + name))
				.asByteArray();
		}
		catch (NoSuchKeyException ex) {
			return null;
		}
	}

	/** Writes the content to a file, which is not created if there is no content. */
	void download(String name, Path target) throws IOException {
		Files.createDirectories(target.getParent());
		try {
			this.client.getObject((request) -> request.bucket(this.bucket).key(this.prefix + name), target);
		}
		catch (NoSuchKeyException ex) {
			// its manifest will find it missing
		}
	}

	void write(String name, byte[] content) {
		this.client.putObject((request) -> request.bucket(this.bucket).key(this.prefix + name),
				RequestBody.fromBytes(content));
	}

	void upload(String name, Path file) {
		this.client.putObject((request) -> request.bucket(this.bucket).key(this.prefix + name),
				RequestBody.fromFile(file));
	}

	void delete(String name) {
		this.client.deleteObject((request) -> request.bucket(this.bucket).key(this.prefix + name));
	}

	/** The names that begin like this. */
	List<String> names(String start) {
		return this.client.listObjectsV2Paginator((request) -> request.bucket(this.bucket).prefix(this.prefix + start))
			.contents()
			.stream()
			.map(S3Object::key)
			.map((key) -> key.substring(this.prefix.length()))
			.toList();
	}

}
