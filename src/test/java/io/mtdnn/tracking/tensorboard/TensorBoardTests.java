package io.mtdnn.tracking.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.RunFollower.End;
import io.mtdnn.training.RunFollower.FollowedRun;
import io.mtdnn.training.RunFollower.Following;
import io.mtdnn.training.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Event files in TensorBoard's format; a run continues even if its file cannot be
 * written.
 */
class TensorBoardTests {

	/** What tensorboard 2.21.0 reads as the five numbers of the test, all at step 4. */
	private static final String EXPECTED = """
			1a00000000000000129bd82d0900000040fc54d94110001a0d627261696e2e4576656e743a32e6773e1a0f00000000000000
			6d532b090900000040fc54d94110033a020801c78f2cbc1f00000000000000514b44180900000040fc54d94110042a120a10
			0a096c6f73732f636f6c61150000003f0eeefb402300000000000000b09f77430900000040fc54d94110042a160a140a0d6c
			6561726e696e675f72617465156f12833ac1239aec1b000000000000001a0d9e130900000040fc54d94110042a0e0a0c0a05
			65706f6368150000803f958e2fc6290000000000000037ff5f000900000040fc54d94110042a1c0a1a0a136578616d706c65
			735f7065725f7365636f6e6415000020417fbe52292e00000000000000c5cb57fa0900000040fc54d94110042a210a1f0a18
			6576616c756174696f6e2f636f6c612f6163637572616379150000403f8328a229""";

	@TempDir
	private Path folder;

	private final Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

	@Test
	void everyValueHasItsTagAndStep() throws IOException {
		Following run = follow(this.folder);
		run.on(new TrainingEvent.Started(3, 10, List.of()));
		run.on(new TrainingEvent.StepDone(4, 10, 1, "cola", 0.5, 0.001, 10, 5));
		run.on(new TrainingEvent.EvaluationDone(1, "cola", Map.of("accuracy", 0.75)));
		run.ended(End.FINISHED);
		byte[] bytes = Files.readAllBytes(file());
		assertThat(file().getFileName()).hasToString("events.out.tfevents.1700000000.node-1.2");
		assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(EXPECTED.replaceAll("\\s", ""));
	}

	@Test
	void anUnwritableFolderDoesNotStopARun() throws IOException {
		Path file = Files.writeString(this.folder.resolve("no folder"), "");
		Following run = follow(file);
		run.on(new TrainingEvent.Started(0, 10, List.of()));
		run.on(new TrainingEvent.StepDone(1, 10, 1, "cola", 0.5, 0.001, 10, 5));
		run.ended(End.FINISHED);
		assertThat(file).isEmptyFile();
	}

	@Test
	void anEmptyFolderSettingWritesNone() {
		new ApplicationContextRunner().withUserConfiguration(TensorBoardConfiguration.class)
			.withPropertyValues("mtdnn.tensorboard.folder=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TensorBoard.class));
	}

	private Following follow(Path target) {
		return new TensorBoard(target, "node 1", this.clock)
			.follow(new FollowedRun("job-1", 2, "a", (TrainingPlan) null));
	}

	private Path file() throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve("job-1"))) {
			return files.findFirst().orElseThrow();
		}
	}

}
