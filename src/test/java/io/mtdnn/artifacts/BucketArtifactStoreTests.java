package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Failures of a bucket while an artifact is stored. */
class BucketArtifactStoreTests {

	private final FailingBucket bucket = new FailingBucket();

	@TempDir
	private Path temporary;

	private ArtifactStore store;

	private Path directory;

	@BeforeEach
	void prepare() throws IOException {
		this.store = new BucketArtifactStore(this.bucket, this.temporary.resolve("cache"),
				new Retired(Clock.systemUTC()));
		this.directory = Files.createDirectories(this.temporary.resolve("artifact"));
		Files.writeString(this.directory.resolve("file"), "content");
	}

	@Test
	void aManifestThatWasWrittenWithoutAResponseKeepsItsFiles() {
		this.bucket.writes = true;
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.store.put("key", this.directory));
		assertThat(this.store.fetch("key").resolve("file")).hasContent("content");
	}

	@Test
	void aManifestThatWasNotWrittenLeavesNothing() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.store.put("key", this.directory));
		assertThat(this.bucket.objects).isEmpty();
	}

	/** A bucket whose responses to written manifests are lost. */
	private static final class FailingBucket implements Bucket {

		private final Map<String, byte[]> objects = new TreeMap<>();

		/** Whether the manifest is stored nevertheless. */
		private boolean writes;

		@Override
		public byte @Nullable [] read(String name) {
			return this.objects.get(name);
		}

		@Override
		public void download(String name, Path target) throws IOException {
			Files.write(target, this.objects.get(name));
		}

		@Override
		public void write(String name, byte[] content) throws IOException {
			if (this.writes) {
				this.objects.put(name, content);
			}
			throw new IOException("no response");
		}

		@Override
		public void upload(String name, Path file) throws IOException {
			this.objects.put(name, Files.readAllBytes(file));
		}

		@Override
		public void delete(String name) {
			this.objects.remove(name);
		}

		@Override
		public List<String> names(String start) {
			return this.objects.keySet().stream().filter((name) -> name.startsWith(start)).toList();
		}

	}

}
