package io.mtdnn.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StagingTests {

	private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

	@TempDir
	private Path folder;

	@Test
	void directoriesOfKilledProcessesAreRemovedAfterAnHour() throws IOException {
		Path dead = upload("upload-dead", Duration.ofMinutes(61), Duration.ofMinutes(61));
		Path running = upload("upload-running", Duration.ofHours(3), Duration.ofMinutes(59));
		Path begun = upload("upload-begun", Duration.ofMinutes(1), Duration.ofHours(3));
		Path other = upload("features", Duration.ofDays(3), Duration.ofDays(3));
		staging().removeAbandoned();
		assertThat(dead).doesNotExist();
		assertThat(running.resolve("train.csv")).hasContent("text,label\n");
		assertThat(begun).exists();
		assertThat(other).exists();
	}

	@Test
	void theNextUploadRemovesAbandonedDirectories() throws IOException {
		Path dead = upload("upload-dead", Duration.ofHours(2), Duration.ofHours(2));
		Path own = staging().with((directory) -> {
			assertThat(dead).doesNotExist();
			assertThat(directory).isEmptyDirectory().hasParent(this.folder);
			return directory;
		});
		assertThat(own).doesNotExist();
	}

	@Test
	void aDirectoryIsRemovedAfterAFault() {
		assertThatIllegalStateException().isThrownBy(() -> staging().with((directory) -> {
			throw new IllegalStateException("no");
		}));
		assertThat(this.folder).isEmptyDirectory();
		new Staging(this.folder.resolve("absent"), "upload-", Clock.systemUTC()).removeAbandoned();
		assertThat(this.folder.resolve("absent")).doesNotExist();
	}

	private Staging staging() {
		return new Staging(this.folder, "upload-", Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private Path upload(String name, Duration directoryAge, Duration fileAge) throws IOException {
		Path directory = Files.createDirectories(this.folder.resolve(name));
		Path file = Files.writeString(directory.resolve("train.csv"), "text,label\n");
		Files.setLastModifiedTime(file, FileTime.from(NOW.minus(fileAge)));
		Files.setLastModifiedTime(directory, FileTime.from(NOW.minus(directoryAge)));
		return directory;
	}

}
