package io.mtdnn.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.web.NodeRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunMirrorTests {

	@TempDir
	Path temporary;

	private ArtifactStore store;

	@BeforeEach
	void openStore() {
		this.store = new FakeArtifactStore(this.temporary.resolve("store"));
	}

	@Test
	void anotherNodeGoesOnFromTheNewestCheckpoint() throws Exception {
		RunDirectories one = directories("one");
		RunMirror mirror = new RunMirror(this.store, one, properties(true));
		write(one, "journal.jsonl", "1\n");
		write(one, "checkpoints/step-1/state", "state 1");
		mirror.on("job", checkpoint());
		mirror.finish("job");
		write(one, "journal.jsonl", "1\n2\n");
		write(one, "checkpoints/step-2/state", "state 2");
		write(one, "run.lock", "");
		mirror.on("job", checkpoint());
		mirror.finish("job");

		RunDirectories two = directories("two");
		new RunMirror(this.store, two, properties(true)).restore("job");
		assertThat(two.checkpoints("job").resolve("step-2/state")).hasContent("state 2");
		assertThat(two.journal("job")).hasContent("1\n2\n");
		assertThat(two.of("job").resolve("run.lock")).doesNotExist();
		assertThat(one.of("job").resolve(".mirror")).doesNotExist();
	}

	@Test
	void aNodeThatHasMoreKeepsWhatItHas() throws Exception {
		RunDirectories one = directories("one");
		RunMirror mirror = new RunMirror(this.store, one, properties(true));
		write(one, "journal.jsonl", "1\n");
		mirror.on("job", checkpoint());
		mirror.finish("job");
		write(one, "journal.jsonl", "1\n2\n");
		mirror.restore("job");
		assertThat(one.journal("job")).hasContent("1\n2\n");
		mirror.remove("job");
		assertThat(this.store.keys("")).isEmpty();
	}

	@Test
	void isOffOnASharedVolume() throws Exception {
		RunDirectories one = directories("one");
		RunMirror mirror = new RunMirror(this.store, one, properties(false));
		write(one, "journal.jsonl", "1\n");
		mirror.on("job", checkpoint());
		mirror.finish("job");
		assertThat(this.store.keys("")).isEmpty();
	}

	private static TrainingEvent checkpoint() {
		return new TrainingEvent.CheckpointWritten(1, 1, Duration.ZERO, 0);
	}

	private static void write(RunDirectories directories, String file, String content) throws Exception {
		Path path = directories.of("job").resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, content);
	}

	private RunDirectories directories(String node) {
		return new RunDirectories(
				new NodeProperties("", this.temporary.resolve(node), Set.of(NodeRole.values())));
	}

	private static JobsProperties properties(boolean mirror) {
		return new JobsProperties(100, Duration.ofSeconds(30), 5, Duration.ofSeconds(10), Duration.ofSeconds(1), false,
				mirror, Duration.ofHours(24));
	}

}
