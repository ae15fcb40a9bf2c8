package io.mtdnn.jobs.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.mtdnn.node.NodeProperties;
import io.mtdnn.node.NodeRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunDirectoriesTests {

	@TempDir
	Path root;

	@Test
	void aRunCanBeLockedOnlyOnce() {
		RunDirectories directories = directories();
		RunDirectories.Lock lock = directories.lock("job");
		assertThat(lock).isNotNull();
		assertThat(directories.lock("job")).isNull();
		assertThat(directories.abandoned("job")).isFalse();
		lock.close();
		assertThat(directories.abandoned("job")).isTrue();
		assertThat(directories.abandoned("another")).isFalse();
	}

	@Test
	void theLockStoresTheAttemptThatOwnsTheFiles() throws Exception {
		RunDirectories directories = directories();
		try (RunDirectories.Lock lock = directories.lock("job")) {
			assertThat(lock.owner()).isZero();
			lock.own(123);
			assertThat(lock.owner()).isEqualTo(123);
			assertThat(directories.lock("job")).as("locked after it was written").isNull();
			lock.own(4);
		}
		try (RunDirectories.Lock lock = directories().lock("job")) {
			assertThat(lock.owner()).isEqualTo(4);
		}
	}

	@Test
	void purgingKeepsJournalAndLog() throws Exception {
		RunDirectories directories = directories();
		Files.createDirectories(directories.checkpoints("job").resolve("step-1"));
		Files.createDirectories(directories.of("job").resolve("best"));
		Files.writeString(directories.journal("job"), "{}");
		directories.purge("job");
		assertThat(directories.of("job")).isDirectoryNotContaining("glob:**/{checkpoints,best}")
			.isDirectoryContaining("glob:**/journal.jsonl");
	}

	private RunDirectories directories() {
		return new RunDirectories(new NodeProperties("", this.root, Set.of(NodeRole.values())));
	}

}
