package io.mtdnn.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ReplacementTests {

	@TempDir
	Path folder;

	@Test
	void aFileIsCreatedWithItsParentDirectoriesAndReplaced() throws IOException {
		Path file = this.folder.resolve("a/b/file.txt");
		Replacement.file(file, new byte[] { 1 });
		Replacement.file(file, new byte[] { 2, 3 });
		assertThat(file).hasBinaryContent(new byte[] { 2, 3 });
		assertThat(names(file.getParent())).containsExactly("file.txt");
	}

	@Test
	void aDirectoryIsCreatedWithItsParentDirectories() throws IOException {
		Path target = this.folder.resolve("a/b/bundle");
		Replacement.directory(target, (bundle) -> Files.writeString(bundle.resolve("file.txt"), "content"));
		Flush.createDirectories(target);
		assertThat(target.resolve("file.txt")).hasContent("content");
	}

	@Test
	void aFileKeepsItsContentIfItsReplacementFails() throws IOException {
		Path file = this.folder.resolve("file.txt");
		Replacement.file(file, new byte[] { 1 });
		assertThatIOException().isThrownBy(() -> Replacement.file(file, (partial) -> {
			Files.write(partial, new byte[] { 2 });
			throw new IOException("No space left on device");
		})).withMessage("No space left on device");
		assertThat(file).hasBinaryContent(new byte[] { 1 });
		assertThat(names(this.folder)).containsExactly("file.txt");
	}

	@Test
	void aDirectoryIsReplacedWithAllItsContents() throws IOException {
		Path target = this.folder.resolve("bundle");
		Replacement.directory(target, (bundle) -> {
			Files.createDirectories(bundle.resolve("inner"));
			Files.writeString(bundle.resolve("inner/old.txt"), "old");
		});
		Replacement.directory(target, (bundle) -> Files.writeString(bundle.resolve("new.txt"), "new"));
		assertThat(names(target)).containsExactly("new.txt");
		assertThat(names(this.folder)).containsExactly("bundle");
	}

	@Test
	void aDirectoryIsUnchangedIfItsReplacementFails() throws IOException {
		Path target = this.folder.resolve("bundle");
		Replacement.directory(target, (bundle) -> Files.writeString(bundle.resolve("a.txt"), "a"));
		assertThatIOException().isThrownBy(() -> Replacement.directory(target, (bundle) -> {
			Files.writeString(bundle.resolve("b.txt"), "b");
			throw new UncheckedIOException(new IOException("full"));
		})).withMessage("full");
		assertThatIllegalStateException().isThrownBy(() -> Replacement.directory(target, (bundle) -> {
			throw new IllegalStateException("of the writer");
		}));
		assertThat(names(target)).containsExactly("a.txt");
		assertThat(names(this.folder)).containsExactly("bundle");
	}

	/** The process died between the two renames. */
	@Test
	void aDirectoryThatWasMovedAwayIsRestored() throws IOException {
		Path target = Files.createDirectory(this.folder.resolve("bundle"));
		Files.writeString(target.resolve("a.txt"), "a");
		Path away = this.folder.resolve(".bundle-replaced.partial");
		Files.move(target, away);
		Replacement.removeUnfinished(this.folder);
		assertThat(target.resolve("a.txt")).hasContent("a");

		Files.move(target, away);
		assertThatIOException().isThrownBy(() -> Replacement.directory(target, (bundle) -> {
			throw new IOException("No space left on device");
		}));
		assertThat(target.resolve("a.txt")).hasContent("a");
		assertThat(names(this.folder)).containsExactly("bundle");
	}

	@Test
	void filesOfKilledProcessesAreRemoved() throws IOException {
		Path left = this.folder.resolve(".bundle.partial/half.bin");
		Files.createDirectories(left.getParent());
		Files.write(left, new byte[10]);
		Files.write(this.folder.resolve(".file.txt-123.partial"), new byte[10]);
		Files.write(this.folder.resolve("kept.partial"), new byte[10]);
		Replacement.directory(this.folder.resolve("bundle"), (bundle) -> assertThat(names(bundle)).isEmpty());
		Replacement.removeUnfinished(this.folder);
		assertThat(names(this.folder)).containsExactly("bundle", "kept.partial");
		Replacement.removeUnfinished(this.folder.resolve("missing"));
	}

	@Test
	void digestsMatchTheStandardsExamples() throws IOException {
		// FIPS 180-4, example "abc"
		String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
		Path file = Files.writeString(this.folder.resolve("abc"), "abc");
		assertThat(Digests.sha256("abc")).isEqualTo(expected);
		assertThat(Digests.sha256(file)).isEqualTo(expected);
	}

	@Test
	void aFullDiskIsRecognisedAmongTheCauses() {
		assertThat(FullDisk.caused(new IllegalStateException(new IOException("write: No space left on device"))))
			.isTrue();
		assertThat(FullDisk.caused(new IOException("Disk quota exceeded"))).isTrue();
		assertThat(FullDisk.caused(new IOException("Connection reset"))).isFalse();
		assertThat(FullDisk.caused(new IOException())).isFalse();
	}

	private static List<String> names(Path directory) throws IOException {
		try (Stream<Path> entries = Files.list(directory)) {
			return entries.map((entry) -> entry.getFileName().toString()).sorted().toList();
		}
	}

}
