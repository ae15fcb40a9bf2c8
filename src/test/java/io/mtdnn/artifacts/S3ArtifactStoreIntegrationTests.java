package io.mtdnn.artifacts;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract against an S3 server in a process of its own. */
class S3ArtifactStoreIntegrationTests extends ArtifactStoreContract {

	private static Process server;

	private static S3Client client;

	private final String prefix = "test-" + UUID.randomUUID();

	private int nodes;

	@BeforeAll
	static void startServer() throws IOException {
		Path jar = Path.of(System.getProperty("mtdnn.test.s3-server", "missing"));
		Assumptions.assumeTrue(Files.isRegularFile(jar), "the build fetches the S3 server unless tests are skipped");
		int port = freePort();
		Path log = jar.resolveSibling("s3-server.log");
		server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-jar", jar.toString(), "--com.adobe.testing.s3mock.httpPort=" + port, "--server.port=" + freePort())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		client = ArtifactsConfiguration.S3.client(new ArtifactProperties.S3("bucket", "", "http://127.0.0.1:" + port,
				"us-east-1", "key", "secret", true));
		Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.pollInterval(Duration.ofMillis(300))
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
		return new S3ArtifactStore(client, "bucket", this.prefix, this.temporary.resolve("cache" + this.nodes++));
	}

	@Override
	void damage(String key, String file) throws Exception {
		Manifest manifest = Manifest.parse(client
			.getObjectAsBytes((request) -> request.bucket("bucket").key(this.prefix + "/keys/" + key + ".json"))
			.asByteArray());
		client.putObject((request) -> request.bucket("bucket")
			.key(this.prefix + "/objects/" + manifest.object() + "/" + file), RequestBody.fromString("012_456789"));
	}

	@Test
	void leavesNothingBehindThatNoKeyNames() throws Exception {
		this.store.put("m", directory("f", "1"));
		this.store.put("m", directory("f", "2"));
		this.store.delete("m");
		assertThat(client.listObjectsV2((request) -> request.bucket("bucket").prefix(this.prefix)).contents())
			.isEmpty();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
