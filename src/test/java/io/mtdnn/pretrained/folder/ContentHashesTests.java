package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.mtdnn.Patience;
import io.mtdnn.files.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ContentHashesTests {

	private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");

	/** When all files have been unchanged for a while. */
	private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

	private static final List<String> FILES = List.of("a", "b", "absent");

	/** {@code printf one > a; printf two > b; sha256sum a b | sha256sum} */
	private static final String ONE_TWO = "d17138d96382403690482a89da33475336ab36c046a6912a86badedd62301cb8";

	@TempDir
	private Path directory;

	private final ContentHashes hashes = new ContentHashes(LATER);

	@BeforeEach
	void write() throws IOException {
		write("a", "one");
		write("b", "two");
	}

	private void write(String name, String text) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), text);
		Files.setLastModifiedTime(file, FileTime.from(CHANGED));
	}

	@Test
	void aHashCanBeReproducedWithSha256sum() throws IOException {
		assertThat(this.hashes.of(this.directory, FILES)).isEqualTo(ONE_TWO);
		assertThat(this.hashes.of(this.directory, FILES)).isEqualTo(ONE_TWO);
	}

	@Test
	void everyRequestedFileCountsAndOthersDoNot() throws IOException {
		write("c", "three");
		assertThat(this.hashes.of(this.directory, FILES)).isEqualTo(ONE_TWO);
		write("b", "longer");
		assertThat(this.hashes.of(this.directory, FILES)).isNotEqualTo(ONE_TWO);
		Files.delete(this.directory.resolve("b"));
		Files.move(this.directory.resolve("a"), this.directory.resolve("b"));
		String moved = this.hashes.of(this.directory, FILES);
		Files.move(this.directory.resolve("b"), this.directory.resolve("a"));
		assertThat(this.hashes.of(this.directory, FILES)).isNotEqualTo(moved).isNotEqualTo(ONE_TWO);
	}

	@Test
	void aFileIsReadOncePerStamp() throws IOException {
		List<Path> read = new ArrayList<>();
		ContentHashes counting = counting(LATER, read);
		counting.of(this.directory, FILES);
		counting.of(this.directory, FILES);
		assertThat(read).containsExactly(Path.of("a"), Path.of("b"));
		Files.setLastModifiedTime(this.directory.resolve("b"), FileTime.from(CHANGED.plusSeconds(1)));
		assertThat(counting.of(this.directory, FILES)).isEqualTo(ONE_TWO);
		assertThat(read).containsExactly(Path.of("a"), Path.of("b"), Path.of("b"));
	}

	private static ContentHashes counting(Clock clock, List<Path> read) {
		return new ContentHashes(clock, (file) -> {
			read.add(file.getFileName());
			return Digests.sha256(file);
		});
	}

	/** Two changes within a clock tick leave the same stamp. */
	@Test
	void aRecentlyChangedFileIsReadEachTime() throws IOException {
		ContentHashes fresh = new ContentHashes(Clock.fixed(CHANGED.plusSeconds(1), ZoneOffset.UTC));
		assertThat(fresh.of(this.directory, FILES)).isEqualTo(ONE_TWO);
		write("b", "six");
		assertThat(fresh.of(this.directory, FILES)).isNotEqualTo(ONE_TWO);
	}

	/** A copying tool has given it the old time of its content. */
	@Test
	void aFileThatHasJustArrivedIsReadEachTime() throws IOException {
		List<Path> read = new ArrayList<>();
		ContentHashes fresh = counting(Clock.fixed(CHANGED.plusSeconds(60), ZoneOffset.UTC), read);
		fresh.of(this.directory, List.of("a"));
		fresh.of(this.directory, List.of("a"));
		assertThat(read).containsExactly(Path.of("a"), Path.of("a"));
	}

	@Test
	void aReplacedFileOfTheSameSizeAndTimeIsReadAgain() throws IOException {
		assertThat(this.hashes.of(this.directory, FILES)).isEqualTo(ONE_TWO);
		FileStamp before = FileStamp.of(this.directory.resolve("a"));
		// the clock of the file system may tick every ten milliseconds only
		Patience.await().until(() -> {
			write("a", "six");
			return !Objects.equals(FileStamp.of(this.directory.resolve("a")), before);
		});
		assertThat(this.hashes.of(this.directory, FILES)).isNotEqualTo(ONE_TWO);
		assertThat(this.hashes.files(this.directory, FILES)).containsOnlyKeys("a", "b");
	}

}
