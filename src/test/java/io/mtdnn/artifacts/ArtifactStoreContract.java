package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What every artifact store must do. */
abstract class ArtifactStoreContract {

	@TempDir
	Path temporary;

	ArtifactStore store;

	/** A store that was empty when the test began; called again it is another node's view of the same store. */
	abstract ArtifactStore open() throws Exception;

	/** Flips a bit of a stored file. */
	abstract void damage(String key, String file) throws Exception;

	@BeforeEach
	void openStore() throws Exception {
		this.store = open();
	}

	@Test
	void keepsFilesInDirectories() throws Exception {
		this.store.put("models/one", directory("a.txt", "alpha", "deep/er/b.txt", "beta", "empty", ""));
		for (ArtifactStore node : List.of(this.store, open())) {
			Path fetched = node.fetch("models/one");
			assertThat(fetched.resolve("a.txt")).hasContent("alpha");
			assertThat(fetched.resolve("deep/er/b.txt")).hasContent("beta");
			assertThat(fetched.resolve("empty")).isEmptyFile();
			assertThat(node.exists("models/one")).isTrue();
		}
	}

	@Test
	void replacesAKeyWhole() throws Exception {
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
	void saysWhenThereIsNoSuchKey() {
		assertThat(this.store.exists("none")).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> this.store.fetch("none"))
			.withMessageContaining("none");
		this.store.delete("none");
	}

	@Test
	void deletes() throws Exception {
		this.store.put("a/b", directory("f", "1"));
		this.store.put("a/bc", directory("f", "2"));
		this.store.delete("a/b");
		assertThat(this.store.exists("a/b")).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> this.store.fetch("a/b"));
		assertThat(this.store.fetch("a/bc").resolve("f")).hasContent("2");
	}

	@Test
	void listsKeysByPrefix() throws Exception {
		assertThat(this.store.keys("")).isEmpty();
		for (String key : List.of("checkpoints/j1/000010", "checkpoints/j1/000002", "checkpoints/j2/000001", "models/x")) {
			this.store.put(key, directory("f", key));
		}
		assertThat(this.store.keys("checkpoints/j1/")).containsExactly("checkpoints/j1/000002",
				"checkpoints/j1/000010");
		assertThat(this.store.keys("models")).containsExactly("models/x");
		assertThat(this.store.keys("")).hasSize(4);
	}

	@Test
	void noticesDamage() throws Exception {
		this.store.put("m", directory("good", "1", "weights", "0123456789"));
		damage("m", "weights");
		ArtifactStore other = open();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> other.fetch("m"))
			.withMessageContaining("weights")
			.withMessageContaining("SHA-256");
	}

	@Test
	void aPutThatFailsLeavesWhatWasThere() throws Exception {
		this.store.put("m", directory("f", "1"));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.store.put("m", this.temporary.resolve("missing")));
		assertThat(this.store.fetch("m").resolve("f")).hasContent("1");
		assertThat(this.store.keys("")).containsExactly("m");
	}

	@Test
	void refusesKeysThatLeaveTheStore() {
		for (String key : List.of("", "/a", "a/", "../a", "a/../b", "a//b", ".hidden", "a b")) {
			assertThatIllegalArgumentException().as(key).isThrownBy(() -> this.store.exists(key));
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
