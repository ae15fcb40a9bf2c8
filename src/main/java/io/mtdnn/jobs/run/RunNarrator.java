package io.mtdnn.jobs.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingEvent.TaskTotal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one run: a line for its start, each epoch, evaluation and checkpoint, and
 * periodically its speed. Events that could occur at every step are logged at limited
 * intervals, so that the length of the log depends on the run's duration and not on its
 * number of steps.
 */
final class RunNarrator {

	static final Duration PROGRESS = Duration.ofMinutes(1);

	static final Duration CHECKPOINTS = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(RunNarrator.class);

	private final int epochs;

	private final Clock clock;

	private int epoch;

	private int step;

	private Instant nextProgress;

	private Instant nextCheckpoint = Instant.MIN;

	RunNarrator(int epochs, Clock clock) {
		this.epochs = epochs;
		this.clock = clock;
		this.nextProgress = clock.instant().plus(PROGRESS);
	}

	void on(TrainingEvent event) {
		if (event instanceof TrainingEvent.StepDone done) {
			stepDone(done);
		}
		else if (event instanceof TrainingEvent.Started started) {
			started(started);
		}
		else if (event instanceof TrainingEvent.TaskTotals totals) {
			totals.tasks().forEach(this::total);
		}
		else if (event instanceof TrainingEvent.EvaluationDone evaluation) {
			logger.info("Evaluation of {} after epoch {}: {}", evaluation.dataset(), evaluation.epoch(),
					text(evaluation.metrics()));
		}
		else if (event instanceof TrainingEvent.CheckpointWritten checkpoint) {
			checkpoint(checkpoint);
		}
	}

	private void started(TrainingEvent.Started started) {
		if (started.fromStep() > 0) {
			logger.info("Continuing after step {} of {}", started.fromStep(), started.totalSteps());
		}
		else {
			logger.info("Starting; {} steps in {} epochs", started.totalSteps(), this.epochs);
		}
		started.notes().forEach((note) -> logger.info("Note: {}", note));
	}

	private void stepDone(TrainingEvent.StepDone done) {
		this.step = done.step();
		if (done.epoch() != this.epoch) {
			this.epoch = done.epoch();
			logger.info("Epoch {} of {}, step {} of {}", this.epoch, this.epochs, this.step, done.totalSteps());
		}
		if (!this.clock.instant().isBefore(this.nextProgress)) {
			this.nextProgress = this.clock.instant().plus(PROGRESS);
			logger.info("Step {} of {}: loss {} on {}, {} examples per second, {} s left", this.step, done.totalSteps(),
					text(done.loss()), done.task(), text(done.examplesPerSecond()), Math.round(done.secondsLeft()));
		}
	}

	private void total(TaskTotal total) {
		logger.info("Trained on {} until step {}: {} steps, {} passes, mean loss {}", total.dataset(), this.step,
				total.draws(), text(total.passes()), text(total.meanLoss()));
	}

	private void checkpoint(TrainingEvent.CheckpointWritten checkpoint) {
		if (!this.clock.instant().isBefore(this.nextCheckpoint)) {
			this.nextCheckpoint = this.clock.instant().plus(CHECKPOINTS);
			logger.info("Checkpoint of step {} written: {} MB in {} s", checkpoint.step(),
					text(checkpoint.bytes() / 1e6), text(checkpoint.duration().toMillis() / 1000.0));
		}
	}

	private static String text(Map<String, Double> metrics) {
		return metrics.entrySet()
			.stream()
			.map((metric) -> metric.getKey() + " " + text(metric.getValue()))
			.collect(Collectors.joining(", "));
	}

	private static String text(double number) {
		return String.format(Locale.ROOT, "%.4g", number);
	}

}
