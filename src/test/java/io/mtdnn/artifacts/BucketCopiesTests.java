package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BucketCopiesTests {

	@TempDir
	private Path temporary;

	@Test
	@Timeout(30)
	void aSlowDownloadDelaysOnlyCallersOfThatObject() throws Exception {
		StoredObject slow = stored("slow");
		StoredObject fast = stored("fast");
		SlowBucket bucket = new SlowBucket();
		BucketCopies copies = new BucketCopies(bucket, this.temporary.resolve("cache"));

		CompletableFuture<Path> first = CompletableFuture.supplyAsync(() -> copy(copies, slow));
		bucket.begun.await();
		CompletableFuture<Path> second = CompletableFuture.supplyAsync(() -> copy(copies, slow));
		assertThat(copies.of(fast).resolve("file")).hasContent("fast");
		assertThat(first).isNotDone();
		bucket.released.countDown();
		assertThat(first.get(20, TimeUnit.SECONDS).resolve("file")).hasContent("slow");
		assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(first.get());
		assertThat(bucket.downloads).as("downloads of the slow and of the fast object").hasValue(2);
	}

	/** Another node has deleted the model. */
	@Test
	void copiesOfObjectsThatNoLongerExistAreRemoved() throws Exception {
		SlowBucket bucket = new SlowBucket();
		BucketCopies copies = new BucketCopies(bucket, this.temporary.resolve("cache"));
		Path foreign = Files.createDirectories(this.temporary.resolve("cache/foreign/directory"));
		String deleted = "00000000-0000-4000-8000-000000000001";
		String kept = "00000000-0000-4000-8000-000000000002";
		String fetched = "00000000-0000-4000-8000-000000000003";
		for (String object : List.of(deleted, kept, fetched)) {
			bucket.names.add("objects/" + object + "/file");
		}
		Path obsolete = copies.of(stored(deleted));
		Path existing = copies.of(stored(kept));
		assertThat(obsolete.resolve("file")).hasContent(deleted);
		bucket.names.remove("objects/" + deleted + "/file");

		assertThat(copies.of(stored(fetched)).resolve("file")).hasContent(fetched);
		assertThat(obsolete).doesNotExist();
		assertThat(existing.resolve("file")).hasContent(kept);
		assertThat(foreign).isDirectory();
	}

	private StoredObject stored(String name) throws IOException {
		Path directory = Files.createDirectories(this.temporary.resolve(name));
		Files.writeString(directory.resolve("file"), name);
		return StoredObject.of(name, directory);
	}

	private static Path copy(BucketCopies copies, StoredObject object) {
		try {
			return copies.of(object);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Files contain the names of their objects; the slow one waits to be released. */
	private static final class SlowBucket implements Bucket {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicInteger downloads = new AtomicInteger();

		private final Set<String> names = ConcurrentHashMap.newKeySet();

		@Override
		public void download(String name, Path target) throws IOException {
			this.downloads.incrementAndGet();
			String object = name.split("/")[1];
			if (object.equals("slow")) {
				this.begun.countDown();
				try {
					this.released.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
			Files.writeString(target, object);
		}

		@Override
		public byte[] read(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void write(String name, byte[] content) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void upload(String name, Path file) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void delete(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<String> names(String start) {
			return this.names.stream().filter((name) -> name.startsWith(start)).toList();
		}

	}

}
