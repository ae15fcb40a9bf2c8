package io.mtdnn.artifacts;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The contract with an S3 server in a separate process. */
@ExtendWith(OutputCaptureExtension.class)
class S3ArtifactStoreIntegrationTests extends ArtifactStoreContract {

	private static Process server;

	private static int port;

	private static S3Client client;

	private final String prefix = "test-" + UUID.randomUUID();

	private int nodes;

	@BeforeAll
	static void startServer() throws IOException {
		Path jar = Path.of(System.getProperty("mtdnn.test.s3-server", "missing"));
		Assumptions.assumeTrue(Files.isRegularFile(jar), "the build fetches the S3 server unless tests are skipped");
		port = freePort();
		Path log = jar.resolveSibling("s3-server.log");
		server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-jar", jar.toString(), "--com.adobe.testing.s3mock.httpPort=" + port, "--server.port=" + freePort())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		client = ArtifactsConfiguration.S3.client(settings("bucket", port));
		await().pollInterval(Duration.ofMillis(300))
			.ignoreExceptionsInstanceOf(SdkException.class)
			.until(() -> client.createBucket((request) -> request.bucket("bucket")) != null);
	}

	@AfterAll
	static void stopServer() {
		if (server != null) {
			client.close();
			server.destroyForcibly();
		}
	}

	@BeforeEach
	void countNodes() {
		this.nodes = 1;
	}

	@Override
	ArtifactStore open() {
		return store("cache" + this.nodes++);
	}

	private ArtifactStore store(String cache) {
		return new BucketArtifactStore(new S3Bucket(client, "bucket", this.prefix + "/"), this.temporary.resolve(cache),
				new Retired(this.clock));
	}

	@Override
	void damage(String key, String file) throws Exception {
		String stored = stored(key, file);
		client.putObject((request) -> request.bucket("bucket").key(stored), RequestBody.fromString("012_456789"));
	}

	@Override
	void damageManifest(String key, String manifest) {
		client.putObject((request) -> request.bucket("bucket").key(this.prefix + "/keys/" + key + ".json"),
				RequestBody.fromString(manifest));
	}

	@Override
	void lose(String key, String file) throws Exception {
		String stored = stored(key, file);
		client.deleteObject((request) -> request.bucket("bucket").key(stored));
	}

	private String stored(String key, String file) throws Exception {
		StoredObject manifest = StoredObject.parse(client
			.getObjectAsBytes((request) -> request.bucket("bucket").key(this.prefix + "/keys/" + key + ".json"))
			.asByteArray());
		return this.prefix + "/objects/" + manifest.object() + "/" + file;
	}

	@Override
	long objectFiles() {
		return client.listObjectsV2((request) -> request.bucket("bucket").prefix(this.prefix + "/objects/"))
			.contents()
			.size();
	}

	@Test
	void aDamagedCopyIsDownloadedAgain() throws Exception {
		this.store.put("m", directory("weights", "0123456789"));
		Path cached = this.store.fetch("m").resolve("weights");
		Files.writeString(cached, "012_456789");

		ArtifactStore restarted = store("cache0");
		assertThat(restarted.fetch("m").resolve("weights")).isEqualTo(cached).hasContent("0123456789");
	}

	@Test
	void noUnreferencedObjectsRemain() throws Exception {
		this.store.put("m", directory("f", "1"));
		this.store.put("m", directory("f", "2"));
		this.clock.advance(Retired.KEPT);
		this.store.put("m", directory("f", "3"));
		this.store.delete("m");
		this.clock.advance(Retired.KEPT);
		this.store.put("n", directory("f", "4"));
		this.store.delete("n");
		assertThat(client.listObjectsV2((request) -> request.bucket("bucket").prefix(this.prefix)).contents())
			.isEmpty();
	}

	@Test
	void aMissingBucketFailsStartup() {
		assertThatCode(() -> start("bucket", port)).doesNotThrowAnyException();
		assertThatIllegalArgumentException().isThrownBy(() -> start("bukcet", port))
			.withMessage("mtdnn.artifacts.s3.bucket is bukcet, which does not exist");
	}

	/** Port 1 is closed. */
	@Test
	void anUnreachableServerDoesNotFailStartup(CapturedOutput output) {
		assertThatCode(() -> start("bucket", 1)).doesNotThrowAnyException();
		assertThat(output).contains("Could not check that the bucket bucket (mtdnn.artifacts.s3.bucket) exists");
	}

	private void start(String bucket, int where) {
		ArtifactProperties properties = new ArtifactProperties(ArtifactProperties.Kind.S3, this.temporary,
				this.temporary, settings(bucket, where));
		ArtifactsConfiguration.S3 configuration = new ArtifactsConfiguration.S3();
		try (S3Client own = configuration.s3Client(properties)) {
			configuration.s3ArtifactStore(own, properties, this.clock);
		}
	}

	private static ArtifactProperties.S3 settings(String bucket, int where) {
		return new ArtifactProperties.S3(bucket, "", "http://127.0.0.1:" + where, "us-east-1", "key", "secret", true);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
