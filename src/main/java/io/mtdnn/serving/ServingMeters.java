package io.mtdnn.serving;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mtdnn.observability.MeterNames;

/**
 * What serving measures of itself; histograms, because percentiles of several nodes
 * cannot be averaged.
 */
final class ServingMeters {

	private final MeterRegistry registry;

	private final Timer queue;

	private final Timer tokenise;

	private final Timer infer;

	private final Timer decode;

	private final DistributionSummary batchRows;

	private final DistributionSummary padding;

	private final Counter texts;

	private final Counter empties;

	private volatile double threshold = Double.NaN;

	ServingMeters(MeterRegistry registry) {
		this.registry = registry;
		this.queue = timer(MeterNames.SERVING_QUEUE).register(registry);
		this.tokenise = timer(MeterNames.TOKENISE).register(registry);
		this.infer = timer(MeterNames.INFER).register(registry);
		this.decode = timer(MeterNames.DECODE).register(registry);
		this.batchRows = DistributionSummary.builder(MeterNames.BATCH_ROWS)
			.serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
			.register(registry);
		this.padding = DistributionSummary.builder(MeterNames.PADDING)
			.serviceLevelObjectives(0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75)
			.register(registry);
		this.texts = registry.counter(MeterNames.QUESTIONS, MeterNames.RESULT, MeterNames.tag(Result.TEXT));
		this.empties = registry.counter(MeterNames.QUESTIONS, MeterNames.RESULT, MeterNames.tag(Result.EMPTY));
		Gauge.builder(MeterNames.THRESHOLD, this, (meters) -> meters.threshold).register(registry);
		// From the start, so that the first refusal and the first load count as an
		// increase.
		registry.timer(MeterNames.MODEL_LOAD);
		Stream.of(Rejection.values()).forEach(this::rejections);
	}

	private static Timer.Builder timer(String name) {
		return Timer.builder(name)
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofNanos(100_000))
			.maximumExpectedValue(Duration.ofSeconds(60));
	}

	void watch(BatchQueue batches, LoadedModels models) {
		Gauge.builder(MeterNames.SERVING_QUEUE_DEPTH, batches, BatchQueue::waitingRequests).register(this.registry);
		Gauge.builder(MeterNames.MODELS_LOADED, models, LoadedModels::count).register(this.registry);
		Gauge.builder(MeterNames.MODEL_MEMORY, models, LoadedModels::bytes).baseUnit("bytes").register(this.registry);
	}

	void batch(RowBatch batch, long nanos) {
		this.infer.record(nanos, TimeUnit.NANOSECONDS);
		this.batchRows.record(batch.rows());
		this.padding.record(batch.padding());
	}

	void timings(Timings timings) {
		record(this.queue, timings.queueMs());
		record(this.tokenise, timings.tokenizeMs());
		record(this.decode, timings.decodeMs());
	}

	private static void record(Timer timer, double milliseconds) {
		timer.record(Math.round(milliseconds * 1e6), TimeUnit.NANOSECONDS);
	}

	/** A model is asked with its own threshold. */
	void asked(double threshold) {
		this.threshold = threshold;
	}

	void answered(Answer answer) {
		(answer.answer().isEmpty() ? this.empties : this.texts).increment();
	}

	void loaded(long nanos) {
		this.registry.timer(MeterNames.MODEL_LOAD).record(nanos, TimeUnit.NANOSECONDS);
	}

	void cache(boolean hit) {
		this.registry
			.counter(MeterNames.ANSWER_CACHE, MeterNames.OUTCOME, MeterNames.tag(hit ? LookUp.HIT : LookUp.MISS))
			.increment();
	}

	/** Times a whole request and counts how it ended. */
	<T> T request(RequestKind kind, Supplier<T> request) {
		Timer.Sample sample = Timer.start(this.registry);
		RequestOutcome outcome = RequestOutcome.FAILED;
		try {
			T answer = request.get();
			outcome = RequestOutcome.ANSWERED;
			return answer;
		}
		catch (RuntimeException ex) {
			outcome = RequestOutcome.of(ex);
			rejected(ex);
			throw ex;
		}
		finally {
			sample.stop(timer(MeterNames.ANSWER).tag(MeterNames.KIND, MeterNames.tag(kind))
				.tag(MeterNames.OUTCOME, MeterNames.tag(outcome))
				.register(this.registry));
		}
	}

	/** Counts a request that was refused for want of capacity or time. */
	void rejected(RuntimeException ex) {
		Rejection.of(ex).ifPresent((reason) -> rejections(reason).increment());
	}

	private Counter rejections(Rejection reason) {
		return this.registry.counter(MeterNames.REJECTED, MeterNames.REASON, MeterNames.tag(reason));
	}

	private enum Result {

		TEXT, EMPTY

	}

	private enum LookUp {

		HIT, MISS

	}

}
