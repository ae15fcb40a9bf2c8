package io.mtdnn.jobs.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mtdnn.SteppingClock;
import io.mtdnn.training.TrainingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RunNarratorTests {

	private final SteppingClock clock = new SteppingClock();

	private final Logger logger = (Logger) LoggerFactory.getLogger(RunNarrator.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final RunNarrator narrator = new RunNarrator(2, this.clock);

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.lines);
	}

	@Test
	void everyEventIsLogged() {
		this.narrator.on(new TrainingEvent.Started(0, 20, List.of("3 rows were skipped")));
		step(1, 1);
		step(2, 1);
		checkpoint(2);
		this.narrator.on(new TrainingEvent.TaskTotals(List.of(new TrainingEvent.TaskTotal("cola", 0.5, 2, 0.25, 0.7))));
		this.narrator.on(new TrainingEvent.EvaluationDone(1, "cola", Map.of("matthews", 0.123456)));
		step(3, 2);
		assertThat(texts()).containsExactly("Starting; 20 steps in 2 epochs", "Note: 3 rows were skipped",
				"Epoch 1 of 2, step 1 of 20", "Checkpoint of step 2 written: 271.0 MB in 1.500 s",
				"Trained on cola until step 2: 2 steps, 0.2500 passes, mean loss 0.7000",
				"Evaluation of cola after epoch 1: matthews 0.1235", "Epoch 2 of 2, step 3 of 20");
	}

	@Test
	void theLogStatesFromWhichStepARunContinues() {
		this.narrator.on(new TrainingEvent.Started(7, 20, List.of()));
		assertThat(texts()).containsExactly("Continuing after step 7 of 20");
	}

	@Test
	void theLogGrowsWithTimeInsteadOfSteps() {
		for (int step = 1; step <= 10_000; step++) {
			step(step, 1);
			checkpoint(step);
		}
		assertThat(texts()).containsExactly("Epoch 1 of 2, step 1 of 20",
				"Checkpoint of step 1 written: 271.0 MB in 1.500 s");
		this.clock.advance(RunNarrator.CHECKPOINTS);
		checkpoint(10_001);
		this.clock.advance(RunNarrator.PROGRESS.minus(Duration.ofSeconds(10)));
		step(10_002, 1);
		step(10_003, 1);
		assertThat(texts()).hasSize(4)
			.endsWith("Checkpoint of step 10001 written: 271.0 MB in 1.500 s",
					"Step 10002 of 20: loss 0.5000 on cola, 14.20 examples per second, 99 s left");
	}

	private void step(int step, int epoch) {
		this.narrator.on(new TrainingEvent.StepDone(step, 20, epoch, "cola", 0.5, 1e-5, 14.2, 99));
	}

	private void checkpoint(int step) {
		this.narrator.on(new TrainingEvent.CheckpointWritten(step, 271_000_000, Duration.ofMillis(1500), 0.01));
	}

	private List<String> texts() {
		return this.lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
