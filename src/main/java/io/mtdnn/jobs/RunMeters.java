package io.mtdnn.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.training.TrainingEvent;
import org.springframework.stereotype.Component;

/** Meters of the run on this node. */
@Component
class RunMeters {

	private final MeterRegistry registry;

	private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

	private final AtomicReference<JournalWriter> writer = new AtomicReference<>();

	private long lastStep;

	RunMeters(MeterRegistry registry) {
		this.registry = registry;
		Gauge
			.builder(MeterNames.JOURNAL_BACKLOG, this.writer,
					(current) -> (current.get() != null) ? current.get().backlog() : 0)
			.description("Bytes of the run's journal that are not yet in the database: it grows while the database is away")
			.baseUnit("bytes")
			.register(registry);
	}

	void runStarted(JournalWriter newWriter) {
		this.lastStep = 0;
		this.writer.set(newWriter);
	}

	void runEnded() {
		this.writer.set(null);
		gauge(MeterNames.EXAMPLES_PER_SECOND, Tags.empty(), 0);
	}

	void attemptEnded(AttemptOutcome outcome) {
		this.registry.counter(MeterNames.ATTEMPTS, MeterNames.OUTCOME, outcome.name()).increment();
	}

	void databaseAway() {
		this.registry.counter(MeterNames.JOURNAL_WRITE_FAILURES).increment();
	}

	void on(TrainingEvent event) {
		if (event instanceof TrainingEvent.StepDone step) {
			long now = this.registry.config().clock().monotonicTime();
			if (this.lastStep != 0) {
				this.registry.timer(MeterNames.STEP, MeterNames.TASK, step.task())
					.record(now - this.lastStep, TimeUnit.NANOSECONDS);
			}
			this.lastStep = now;
			this.registry.counter(MeterNames.DRAWS, MeterNames.TASK, step.task()).increment();
			gauge(MeterNames.LOSS, Tags.of(MeterNames.TASK, step.task()), step.loss());
			gauge(MeterNames.EXAMPLES_PER_SECOND, Tags.empty(), step.examplesPerSecond());
		}
		else if (event instanceof TrainingEvent.EvaluationDone evaluation) {
			// The time of an evaluation or a checkpoint is no step's.
			this.lastStep = 0;
			evaluation.metrics()
				.forEach((metric, value) -> gauge(MeterNames.EVALUATION,
						Tags.of(MeterNames.DATASET, evaluation.dataset(), MeterNames.METRIC, metric), value));
		}
		else if (event instanceof TrainingEvent.CheckpointWritten checkpoint) {
			this.lastStep = 0;
			this.registry.timer(MeterNames.CHECKPOINT).record(checkpoint.duration());
			DistributionSummary.builder(MeterNames.CHECKPOINT_SIZE)
				.baseUnit("bytes")
				.register(this.registry)
				.record(checkpoint.bytes());
		}
	}

	private void gauge(String name, Tags tags, double value) {
		this.gauges.computeIfAbsent(name + tags, (key) -> {
			AtomicReference<Double> holder = new AtomicReference<>(value);
			Gauge.builder(name, holder, AtomicReference::get).tags(tags).register(this.registry);
			return holder;
		}).set(value);
	}

}
