package io.mtdnn.jobs.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.training.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunJournalTests {

	private final JobJson json = new JobJson();

	@TempDir
	Path directory;

	@Test
	void writtenLinesAreReadBack() throws IOException {
		List<TrainingEvent> events = List.of(new TrainingEvent.Started(3, 10, List.of("a\nnote")),
				new TrainingEvent.StepDone(4, 10, 1, "cola", Math.nextUp(0.1), 1e-5, 2, 3),
				new TrainingEvent.EvaluationDone(1, "cola", Map.of("matthews_correlation", 0.5)),
				new TrainingEvent.TaskTotals(List.of(new TrainingEvent.TaskTotal("cola", 1, 2, 0.5, 0.25))),
				new TrainingEvent.CheckpointWritten(4, 99, Duration.ofMillis(1500), 0.01));
		try (RunJournal journal = RunJournal.open(file(), this.json)) {
			events.forEach(journal::append);
			RunJournal.Batch batch = journal.read(0);
			assertThat(batch.events()).isEqualTo(events);
			assertThat(batch.end()).isEqualTo(journal.length());
			assertThat(journal.read(batch.end()).events()).isEmpty();
		}
	}

	@Test
	void anUnfinishedLineIsCutOff() throws IOException {
		long whole;
		try (RunJournal journal = RunJournal.open(file(), this.json)) {
			journal.append(step(1));
			whole = journal.length();
		}
		Files.writeString(file(), "{\"type\":\"step\",\"st".repeat(1000), StandardOpenOption.APPEND);
		try (RunJournal journal = RunJournal.open(file(), this.json)) {
			assertThat(journal.length()).isEqualTo(whole);
			journal.append(step(2));
			assertThat(journal.read(0).events()).containsExactly(step(1), step(2));
		}
	}

	@Test
	void aJournalWithoutACompleteLineRestarts() throws IOException {
		Files.writeString(file(), "half");
		try (RunJournal journal = RunJournal.open(file(), this.json)) {
			assertThat(journal.length()).isZero();
		}
	}

	@Test
	void theJournalIsReadInBlocks() throws IOException {
		try (RunJournal journal = RunJournal.open(file(), this.json)) {
			int steps = 12_000;
			for (int i = 1; i <= steps; i++) {
				journal.append(step(i));
			}
			assertThat(journal.length()).isGreaterThan(1 << 20);
			int seen = 0;
			for (long position = 0; position < journal.length();) {
				RunJournal.Batch batch = journal.read(position);
				for (TrainingEvent event : batch.events()) {
					assertThat(event).isEqualTo(step(++seen));
				}
				position = batch.end();
			}
			assertThat(seen).isEqualTo(steps);
		}
	}

	@Test
	void anEventLargerThanABlockIsReadWhole() throws IOException {
		TrainingEvent large = new TrainingEvent.Started(0, 10, List.of("n".repeat(3 << 20)));
		try (RunJournal journal = RunJournal.open(file(), this.json)) {
			journal.append(step(1));
			long first = journal.length();
			journal.append(large);
			journal.append(step(2));
			assertThat(journal.read(0).events()).containsExactly(step(1));
			assertThat(journal.read(first).events()).containsExactly(large, step(2));
		}
	}

	private static TrainingEvent step(int step) {
		return new TrainingEvent.StepDone(step, 100_000, 1, "squad-v2", 1.0 / step, 1e-5, 2, 3);
	}

	private Path file() {
		return this.directory.resolve("journal.jsonl");
	}

}
