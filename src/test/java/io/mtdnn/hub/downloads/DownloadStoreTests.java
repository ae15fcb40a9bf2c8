package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtdnn.SteppingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DownloadStoreTests {

	private final SteppingClock clock = new SteppingClock();

	@TempDir
	private Path folder;

	/** The files of a failed download are moved there before it is continued. */
	@Test
	void whatAKilledStartHasLeftIsRemoved() throws IOException {
		DownloadStore store = new DownloadStore(this.folder, this.clock);
		Path killed = store.stage();
		Path weights = Files.writeString(killed.resolve("model.safetensors.part"), "half");
		Instant written = this.clock.instant();
		for (Path path : List.of(weights, killed, killed.getParent())) {
			Files.setLastModifiedTime(path, FileTime.from(written));
		}
		store.clean();
		assertThat(weights).exists();
		this.clock.advance(Duration.ofHours(2));
		Path running = store.stage();
		Files.setLastModifiedTime(running, FileTime.from(this.clock.instant()));
		store.clean();
		assertThat(killed.getParent()).doesNotExist();
		assertThat(running).exists();
	}

}
