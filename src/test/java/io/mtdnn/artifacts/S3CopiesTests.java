package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import static org.assertj.core.api.Assertions.assertThat;

class S3CopiesTests {

	@TempDir
	private Path temporary;

	@Test
	@Timeout(30)
	void aSlowDownloadDelaysOnlyThoseWhoWantIt() throws Exception {
		StoredObject slow = stored("slow");
		StoredObject fast = stored("fast");
		SlowBucket client = new SlowBucket();
		S3Copies copies = new S3Copies(new S3Bucket(client, "bucket", ""), this.temporary.resolve("cache"));

		CompletableFuture<Path> first = CompletableFuture.supplyAsync(() -> copy(copies, slow));
		client.begun.await();
		CompletableFuture<Path> second = CompletableFuture.supplyAsync(() -> copy(copies, slow));
		assertThat(copies.of(fast).resolve("file")).hasContent("fast");
		assertThat(first).isNotDone();
		client.released.countDown();
		assertThat(first.get(20, TimeUnit.SECONDS).resolve("file")).hasContent("slow");
		assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(first.get());
		assertThat(client.downloads).as("downloads of the slow and of the fast object").hasValue(2);
	}

	private StoredObject stored(String name) throws IOException {
		Path directory = Files.createDirectories(this.temporary.resolve(name));
		Files.writeString(directory.resolve("file"), name);
		return StoredObject.of(name, directory);
	}

	private static Path copy(S3Copies copies, StoredObject object) {
		try {
			return copies.of(object);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Files contain the names of their objects; the slow one waits to be released. */
	private static final class SlowBucket implements S3Client {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicInteger downloads = new AtomicInteger();

		@Override
		public GetObjectResponse getObject(GetObjectRequest request, Path target) {
			this.downloads.incrementAndGet();
			String object = request.key().split("/")[1];
			try {
				if (object.equals("slow")) {
					this.begun.countDown();
					this.released.await();
				}
				Files.writeString(target, object);
				return GetObjectResponse.builder().build();
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public String serviceName() {
			return "s3";
		}

		@Override
		public void close() {
			// holds nothing
		}

	}

}
