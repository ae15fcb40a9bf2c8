package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.files.FullDisk;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.storage.SmallDisk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DirectoryArtifactStoreTests extends ArtifactStoreContract {

	@Override
	ArtifactStore open() {
		return new DirectoryArtifactStore(this.temporary.resolve("store"), DiskReserve.NONE, new Retired(this.clock));
	}

	@Override
	void damage(String key, String file) throws Exception {
		Path stored = this.store.fetch(key).resolve(file);
		byte[] bytes = Files.readAllBytes(stored);
		bytes[3] ^= 1;
		Files.write(stored, bytes);
	}

	@Override
	void damageManifest(String key, String manifest) throws Exception {
		Files.writeString(this.temporary.resolve("store/keys/" + key + ".json"), manifest);
	}

	@Override
	void lose(String key, String file) throws Exception {
		Files.delete(this.store.fetch(key).resolve(file));
	}

	@Override
	long objectFiles() throws Exception {
		try (Stream<Path> files = Files.walk(this.temporary.resolve("store/objects"))) {
			return files.filter(Files::isRegularFile).count();
		}
	}

	/** Manifests are written under other names first, which a list must not trip over. */
	@Test
	void keysAreListedWhileOthersArePut() throws Exception {
		Path one = directory("f", "1");
		ExecutorService other = Executors.newSingleThreadExecutor();
		Future<?> writing = other
			.submit(() -> IntStream.range(0, 150).forEach((i) -> this.store.put("many/k" + i % 7, one)));
		this.store.put("kept/m", one);
		do {
			assertThat(this.store.keys("kept/")).containsExactly("kept/m");
		}
		while (!writing.isDone());
		writing.get();
		other.shutdown();
	}

	@Test
	void whatAKilledProcessHasLeftIsRemovedADayLater() throws Exception {
		this.store.put("m", directory("f", "1"));
		this.store.put("m", directory("f", "2"));
		Path objects = this.temporary.resolve("store/objects");
		Path left = Files.createDirectories(objects.resolve("killed"));
		Files.writeString(left.resolve("weights"), "half");
		for (Path path : List.of(left.resolve("weights"), left)) {
			Files.setLastModifiedTime(path, FileTime.from(this.clock.instant()));
		}
		this.clock.advance(AbandonedObjects.AFTER.minusSeconds(1));
		removeAbandoned();
		assertThat(left).exists();
		this.clock.advance(Duration.ofSeconds(2));
		Files.writeString(this.temporary.resolve("store/keys/n.json"), "{");
		removeAbandoned();
		assertThat(left).as("the damaged manifest may name it").exists();
		this.store.delete("n");
		makeOld(objects);
		removeAbandoned();
		assertThat(left).doesNotExist();
		assertThat(objectFiles()).as("the newest, and what it has just replaced").isEqualTo(2);
		assertThat(this.store.fetch("m").resolve("f")).hasContent("2");
	}

	private void makeOld(Path objects) throws IOException {
		try (Stream<Path> all = Files.walk(objects)) {
			for (Path path : all.toList()) {
				Files.setLastModifiedTime(path,
						FileTime.from(this.clock.instant().minus(AbandonedObjects.AFTER).minusSeconds(1)));
			}
		}
	}

	private void removeAbandoned() {
		((DirectoryArtifactStore) open()).removeAbandoned();
	}

	@Test
	void whatWouldUseTheReserveIsNotStored() throws Exception {
		ArtifactStore full = new DirectoryArtifactStore(this.temporary.resolve("full"), SmallDisk.with(0),
				new Retired(this.clock));
		Path one = directory("f", "1");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> full.put("m", one))
			.withMessageContaining("'m' could not be stored: the folder of mtdnn.artifacts.directory has")
			.withRootCauseInstanceOf(NoSpaceException.class)
			.satisfies((fault) -> assertThat(FullDisk.caused(fault)).isTrue());
		assertThat(full.keys("")).isEmpty();
	}

	@Test
	void noUnreferencedFilesRemain() throws Exception {
		this.store.put("m", directory("f", "1"));
		this.store.put("m", directory("f", "2"));
		this.clock.advance(Retired.KEPT);
		this.store.put("n", directory("f", "3"));
		this.store.delete("n");
		try (Stream<Path> objects = Files.list(this.temporary.resolve("store/objects"))) {
			assertThat(objects).hasSize(1);
		}
	}

}
