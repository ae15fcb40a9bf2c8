package io.mtdnn.artifacts;

import java.nio.file.Path;

import io.mtdnn.storage.CheckedFolder;
import io.mtdnn.storage.CheckedUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the store for models, uploaded datasets and copies of checkpoints.
 *
 * @param store Kind of artifact store: {@code directory}, which several nodes must share,
 * or {@code s3}.
 * @param directory Artifact directory (when {@code store} is {@code directory}).
 * @param cache Folder for this node's copies of artifacts (when {@code store} is {@code
 * s3}).
 * @param s3 Bucket and credentials (when {@code store} is {@code s3}).
 */
@Validated
@ConfigurationProperties("mtdnn.artifacts")
record ArtifactProperties(@NotNull @DefaultValue("directory") Kind store,
		@NotNull @CheckedFolder(
				onlyIf = "mtdnn.artifacts.store=directory") @DefaultValue("./data/artifacts") Path directory,
		@NotNull @CheckedFolder(
				onlyIf = "mtdnn.artifacts.store!=directory") @DefaultValue("./data/artifact-cache") Path cache,
		@Valid @NotNull @DefaultValue S3 s3) {

	@AssertTrue(message = "mtdnn.artifacts.s3.bucket is required if mtdnn.artifacts.store is s3")
	boolean isBucketNamed() {
		return this.store != Kind.S3 || !this.s3.bucket().isBlank();
	}

	/** The implementations. */
	enum Kind {

		DIRECTORY, S3

	}

	/**
	 * An S3-compatible bucket.
	 *
	 * @param bucket Name of the bucket, which must exist.
	 * @param prefix Prefix of every key, without a slash at its end. May be empty.
	 * @param endpoint URL of a service other than Amazon's. Empty for Amazon's.
	 * @param region Region of the bucket.
	 * @param accessKey Access key. Empty for the AWS default chain (environment, profile,
	 * instance).
	 * @param secretKey Secret key of the access key.
	 * @param pathStyle Whether the bucket is part of the path instead of the host name,
	 * as most other services need.
	 */
	record S3(@DefaultValue("") String bucket, @DefaultValue("mtdnn") String prefix,
			@CheckedUrl @DefaultValue("") String endpoint, @NotBlank @DefaultValue("us-east-1") String region,
			@DefaultValue("") String accessKey, @DefaultValue("") String secretKey,
			@DefaultValue("false") boolean pathStyle) {

		@Override
		public String toString() {
			return "S3[bucket=" + this.bucket + ", prefix=" + this.prefix + ", endpoint=" + this.endpoint + "]";
		}

	}

}
