package io.mtdnn.artifacts;

import java.net.URI;
import java.time.Clock;

import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.WrittenFolder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Wires the configured artifact store. */
@Configuration(proxyBeanMethods = false)
class ArtifactsConfiguration {

	/** Left-overs of processes that were killed are removed when a process starts. */
	@Bean(initMethod = "removeAbandoned")
	@ConditionalOnProperty(name = "mtdnn.artifacts.store", havingValue = "directory", matchIfMissing = true)
	ArtifactStore directoryArtifactStore(ArtifactProperties properties, DiskReserve reserve, Clock clock) {
		return new DirectoryArtifactStore(properties.directory(), reserve, new Retired(clock));
	}

	@Bean
	WrittenFolder artifactsFolder(ArtifactProperties properties) {
		return (properties.store() == ArtifactProperties.Kind.DIRECTORY)
				? WrittenFolder.of("mtdnn.artifacts.directory", properties.directory())
				: WrittenFolder.of("mtdnn.artifacts.cache", properties.cache());
	}

	/** The store in a bucket. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "mtdnn.artifacts.store", havingValue = "s3")
	static class S3 {

		@Bean
		S3Client s3Client(ArtifactProperties properties) {
			return client(properties.s3());
		}

		@Bean
		ArtifactStore s3ArtifactStore(S3Client client, ArtifactProperties properties, Clock clock) {
			String prefix = properties.s3().prefix();
			S3Bucket bucket = new S3Bucket(client, properties.s3().bucket(), prefix.isEmpty() ? "" : prefix + "/");
			bucket.check();
			return new BucketArtifactStore(bucket, properties.cache(), new Retired(clock));
		}

		static S3Client client(ArtifactProperties.S3 settings) {
			S3ClientBuilder builder = S3Client.builder()
				.httpClient(UrlConnectionHttpClient.create())
				.region(Region.of(settings.region()))
				.forcePathStyle(settings.pathStyle());
			if (!settings.endpoint().isEmpty()) {
				builder.endpointOverride(URI.create(settings.endpoint()));
			}
			if (!settings.accessKey().isEmpty()) {
				builder.credentialsProvider(StaticCredentialsProvider
					.create(AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
			}
			return builder.build();
		}

	}

}
