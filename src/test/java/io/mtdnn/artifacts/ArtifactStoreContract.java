package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.mtdnn.SteppingClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The contract of every artifact store. */
abstract class ArtifactStoreContract {

	@TempDir
	Path temporary;

	final SteppingClock clock = new SteppingClock();

	ArtifactStore store;

	/**
	 * A store that was empty when the test began; called again it is another node's view
	 * of the same store.
	 */
	abstract ArtifactStore open() throws Exception;

	/** Flips a bit of a stored file. */
	abstract void damage(String key, String file) throws Exception;

	/** Writes another manifest. */
	abstract void damageManifest(String key, String manifest) throws Exception;

	/** Removes a stored file. */
	abstract void lose(String key, String file) throws Exception;

	/** The number of stored files without manifests and notes. */
	abstract long objectFiles() throws Exception;

	@BeforeEach
	void openStore() throws Exception {
		this.store = open();
	}

	@Test
	void filesInDirectoriesAreStored() throws Exception {
		this.store.put("models/one", directory("a.txt", "alpha", "deep/er/b.txt", "beta", "empty", ""));
		for (ArtifactStore node : List.of(this.store, open())) {
			Path fetched = node.fetch("models/one");
			assertThat(fetched.resolve("a.txt")).hasContent("alpha");
			assertThat(fetched.resolve("deep/er/b.txt")).hasContent("beta");
			assertThat(fetched.resolve("empty")).isEmptyFile();
			assertThat(node.keys("models/")).containsExactly("models/one");
		}
	}

	@Test
	void aSmallFileIsReadWithoutTheOthers() throws Exception {
		this.store.put("run", directory("weights", "large", "job.log", "a line"));
		lose("run", "weights");
		for (ArtifactStore node : List.of(this.store, open())) {
			assertThat(node.read("run", "job.log")).asString().isEqualTo("a line");
			assertThat(node.read("run", "none")).isNull();
			assertThat(node.read("none", "job.log")).isNull();
			assertThat(node.read("run", "../../keys/run.json")).isNull();
		}
	}

	@Test
	void aKeyIsReplacedAsAWhole() throws Exception {
		this.store.put("m", directory("old", "1", "both", "1"));
		this.store.fetch("m");
		ArtifactStore other = open();
		other.put("m", directory("new", "2", "both", "2"));
		Path fetched = this.store.fetch("m");
		assertThat(fetched.resolve("both")).hasContent("2");
		assertThat(fetched.resolve("new")).exists();
		assertThat(fetched.resolve("old")).doesNotExist();
	}

	@Test
	void filesFetchedBeforeAReplacementStayReadableForAnHour() throws Exception {
		this.store.put("m", directory("weights", "old", "state", "old"));
		ArtifactStore reader = open();
		Path fetched = reader.fetch("m");
		this.store.put("m", directory("weights", "new", "state", "new"));
		this.clock.advance(Retired.KEPT.minusSeconds(1));
		this.store.put("m", directory("weights", "newer", "state", "newer"));
		assertThat(fetched.resolve("weights")).hasContent("old");
		assertThat(fetched.resolve("state")).hasContent("old");
		assertThat(reader.fetch("m").resolve("state")).hasContent("newer");
		assertThat(objectFiles()).isEqualTo(6);
		this.clock.advance(Retired.KEPT);
		this.store.put("m", directory("weights", "newest", "state", "newest"));
		assertThat(objectFiles()).as("the newest, and what it has just replaced").isEqualTo(4);
		assertThat(reader.fetch("m").resolve("state")).hasContent("newest");
	}

	/** Every fetch ends with one of the two artifacts, whole. */
	@Test
	void aFetchReturnsEitherTheWholeOldOrTheWholeNewArtifact() throws Exception {
		Path even = directory("a", "even", "b", "even", "c", "even");
		Path odd = directory("a", "odd", "b", "odd", "c", "odd");
		this.store.put("m", even);
		ExecutorService other = Executors.newSingleThreadExecutor();
		Future<?> writing = other
			.submit(() -> IntStream.range(0, 20).forEach((i) -> this.store.put("m", (i % 2 == 0) ? odd : even)));
		ArtifactStore reader = open();
		do {
			Path fetched = reader.fetch("m");
			String one = Files.readString(fetched.resolve("a"));
			assertThat(fetched.resolve("b")).hasContent(one);
			assertThat(fetched.resolve("c")).hasContent(one);
		}
		while (!writing.isDone());
		writing.get();
		other.shutdown();
	}

	/** Two uploads of one key at the same time; the loser's files are removed later. */
	@Test
	void replacementsAtTheSameTimeLeaveNothingBehind() throws Exception {
		Path one = directory("f", "1");
		ExecutorService others = Executors.newFixedThreadPool(4);
		List<Future<?>> puts = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			puts.add(others.submit(() -> this.store.put("m", one)));
		}
		for (Future<?> put : puts) {
			put.get();
		}
		others.shutdown();
		this.clock.advance(Retired.KEPT);
		this.store.put("m", one);
		assertThat(objectFiles()).as("the newest, and what it has just replaced").isEqualTo(2);
	}

	@Test
	void anUnknownKeyIsReported() {
		assertThat(this.store.keys("none")).isEmpty();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> this.store.fetch("none"))
			.withMessageContaining("none");
		this.store.delete("none");
	}

	@Test
	void aKeyIsDeleted() throws Exception {
		this.store.put("a/b", directory("f", "1"));
		this.store.put("a/bc", directory("f", "2"));
		this.store.delete("a/b");
		assertThat(this.store.keys("a/")).containsExactly("a/bc");
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> this.store.fetch("a/b"));
		assertThat(this.store.fetch("a/bc").resolve("f")).hasContent("2");
	}

	@Test
	void keysAreListedByPrefix() throws Exception {
		assertThat(this.store.keys("")).isEmpty();
		for (String key : List.of("checkpoints/j1/000010", "checkpoints/j1/000002", "checkpoints/j2/000001",
				"models/x")) {
			this.store.put(key, directory("f", key));
		}
		assertThat(this.store.keys("checkpoints/j1/")).containsExactly("checkpoints/j1/000002",
				"checkpoints/j1/000010");
		assertThat(this.store.keys("models")).containsExactly("models/x");
		assertThat(this.store.keys("")).hasSize(4);
	}

	@Test
	void changedFilesAreDetected() throws Exception {
		this.store.put("m", directory("good", "1", "weights", "0123456789"));
		damage("m", "weights");
		ArtifactStore other = open();
		assertThatExceptionOfType(DamagedArtifactException.class).isThrownBy(() -> other.fetch("m"))
			.withMessageContaining("weights")
			.withMessageContaining("SHA-256")
			.satisfies((ex) -> assertThat(ex.file()).isEqualTo("weights"))
			.satisfies((ex) -> assertThat(ex.fault()).doesNotContain(this.temporary.toString()));
	}

	@Test
	void aTruncatedManifestIsReportedAndCanBeReplacedAndDeleted() throws Exception {
		for (String manifest : List.of("", "{\"object\":\"a\"", "null", "{}", "[]")) {
			this.store.put("m", directory("f", "1"));
			damageManifest("m", manifest);
			ArtifactStore other = open();
			assertThatExceptionOfType(DamagedArtifactException.class).as(manifest)
				.isThrownBy(() -> other.fetch("m"))
				.satisfies((ex) -> assertThat(ex.file()).isNull());
			other.put("m", directory("f", "2"));
			assertThat(other.fetch("m").resolve("f")).hasContent("2");
			damageManifest("m", manifest);
			other.delete("m");
			assertThat(other.keys("m")).isEmpty();
		}
	}

	@Test
	void missingFilesAreDetected() throws Exception {
		this.store.put("m", directory("good", "1", "weights", "0123456789"));
		lose("m", "weights");
		ArtifactStore other = open();
		assertThatExceptionOfType(DamagedArtifactException.class).isThrownBy(() -> other.fetch("m"))
			.withMessageContaining("weights is missing");
	}

	@Test
	void aFailedPutKeepsTheOldArtifact() throws Exception {
		this.store.put("m", directory("f", "1"));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.store.put("m", this.temporary.resolve("missing")));
		assertThat(this.store.fetch("m").resolve("f")).hasContent("1");
		assertThat(this.store.keys("")).containsExactly("m");
	}

	@Test
	void keysThatLeaveTheStoreAreRejected() {
		for (String key : List.of("", "/a", "a/", "../a", "a/../b", "a//b", ".hidden", "a b")) {
			assertThatIllegalArgumentException().as(key).isThrownBy(() -> this.store.fetch(key));
		}
	}

	Path directory(String... namesAndContents) throws IOException {
		Path directory = Files.createTempDirectory(this.temporary, "put");
		for (int i = 0; i < namesAndContents.length; i += 2) {
			Path file = directory.resolve(namesAndContents[i]);
			Files.createDirectories(file.getParent());
			Files.writeString(file, namesAndContents[i + 1]);
		}
		return directory;
	}

}
