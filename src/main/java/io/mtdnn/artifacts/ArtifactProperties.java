package io.mtdnn.artifacts;

import java.nio.file.Path;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where models and checkpoints are kept.
 *
 * @param store {@code directory} (a shared volume when there are several nodes) or
 * {@code s3}
 * @param directory for {@code directory}: where
 * @param cache for {@code s3}: where fetched artifacts are kept on this node
 * @param s3 for {@code s3}: which bucket
 */
@Validated
@ConfigurationProperties("mtdnn.artifacts")
record ArtifactProperties(@NotNull @DefaultValue("directory") Kind store,
		@NotNull @DefaultValue("./data/artifacts") Path directory,
		@NotNull @DefaultValue("./data/artifact-cache") Path cache, @Valid @NotNull @DefaultValue S3 s3) {

	@AssertTrue(message = "mtdnn.artifacts.s3.bucket is needed when mtdnn.artifacts.store is s3")
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
	 * @param bucket its name; it must exist
	 * @param prefix put before every key, without a slash at its end; may be empty
	 * @param endpoint address of the service when it is not Amazon's; empty for Amazon's
	 * @param region its region
	 * @param accessKey empty for the AWS default chain (environment, profile, instance)
	 * @param secretKey belongs to {@code accessKey}
	 * @param pathStyle whether the bucket is part of the path instead of the host name
	 * (most other services)
	 */
	record S3(@DefaultValue("") String bucket, @DefaultValue("mtdnn") String prefix, @DefaultValue("") String endpoint,
			@NotBlank @DefaultValue("us-east-1") String region, @DefaultValue("") String accessKey,
			@DefaultValue("") String secretKey, @DefaultValue("false") boolean pathStyle) {

		@Override
		public String toString() {
			return "S3[bucket=" + this.bucket + ", prefix=" + this.prefix + ", endpoint=" + this.endpoint + "]";
		}

	}

}
