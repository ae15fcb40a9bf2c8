package io.mtdnn.jobs.run;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.training.TrainingEvent;
import org.springframework.stereotype.Component;

/** Meters of the runs on this node. */
@Component
class RunMeters {

	private final MeterRegistry registry;

	private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

	private final Set<OfRun> runs = ConcurrentHashMap.newKeySet();

	RunMeters(MeterRegistry registry) {
		this.registry = registry;
		Gauge
			.builder(MeterNames.JOURNAL_BACKLOG, this.runs,
					(current) -> current.stream().mapToLong((run) -> run.writer.backlog()).sum())
			.baseUnit("bytes")
			.register(registry);
		// Prometheus sees no increase in a counter whose first value is one, so that the
		// first failure would be missed.
		Stream.of(AttemptOutcome.values()).forEach(this::attempts);
	}

	/** Starts measuring a run, until closed. */
	OfRun run(JournalWriter writer) {
		OfRun run = new OfRun(writer);
		this.runs.add(run);
		return run;
	}

	void attemptEnded(AttemptOutcome outcome) {
		attempts(outcome).increment();
	}

	private Counter attempts(AttemptOutcome outcome) {
		return this.registry.counter(MeterNames.ATTEMPTS, MeterNames.OUTCOME, MeterNames.tag(outcome));
	}

	void databaseAway() {
		this.registry.counter(MeterNames.JOURNAL_WRITE_FAILURES).increment();
	}

	private void gauge(String name, Tags tags, double value) {
		this.gauges.computeIfAbsent(name + tags, (key) -> {
			AtomicReference<Double> holder = new AtomicReference<>(value);
			Gauge.builder(name, holder, AtomicReference::get).tags(tags).register(this.registry);
			return holder;
		}).set(value);
	}

	private void examplesPerSecond() {
		gauge(MeterNames.EXAMPLES_PER_SECOND, Tags.empty(),
				this.runs.stream().mapToDouble((run) -> run.examplesPerSecond).sum());
	}

	/** The meters of one run. */
	final class OfRun implements AutoCloseable {

		private final JournalWriter writer;

		private long lastStep;

		private volatile double examplesPerSecond;

		private OfRun(JournalWriter writer) {
			this.writer = writer;
		}

		void on(TrainingEvent event) {
			if (event instanceof TrainingEvent.StepDone step) {
				step(step);
			}
			else if (event instanceof TrainingEvent.EvaluationDone evaluation) {
				// Steps exclude the time of an evaluation or a checkpoint.
				this.lastStep = 0;
				evaluation.metrics()
					.forEach((metric, value) -> gauge(MeterNames.EVALUATION,
							Tags.of(MeterNames.DATASET, evaluation.dataset(), MeterNames.METRIC, metric), value));
			}
			else if (event instanceof TrainingEvent.CheckpointWritten checkpoint) {
				this.lastStep = 0;
				RunMeters.this.registry.timer(MeterNames.CHECKPOINT).record(checkpoint.duration());
				DistributionSummary.builder(MeterNames.CHECKPOINT_SIZE)
					.baseUnit("bytes")
					.register(RunMeters.this.registry)
					.record((double) checkpoint.bytes());
			}
		}

		private void step(TrainingEvent.StepDone step) {
			MeterRegistry registry = RunMeters.this.registry;
			long now = registry.config().clock().monotonicTime();
			if (this.lastStep != 0) {
				registry.timer(MeterNames.STEP, MeterNames.TASK, step.task())
					.record(now - this.lastStep, TimeUnit.NANOSECONDS);
			}
			this.lastStep = now;
			registry.counter(MeterNames.DRAWS, MeterNames.TASK, step.task()).increment();
			gauge(MeterNames.LOSS, Tags.of(MeterNames.TASK, step.task()), step.loss());
			this.examplesPerSecond = step.examplesPerSecond();
			examplesPerSecond();
		}

		@Override
		public void close() {
			RunMeters.this.runs.remove(this);
			examplesPerSecond();
		}

	}

}
