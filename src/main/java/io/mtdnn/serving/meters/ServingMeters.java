package io.mtdnn.serving.meters;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Rejection;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.Timings;
import org.jspecify.annotations.Nullable;

/**
 * Meters of serving. Times are histograms, because percentiles of several nodes cannot be
 * averaged.
 */
public final class ServingMeters {

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

	/** Meters of a registry. */
	public ServingMeters(MeterRegistry registry) {
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
		// Registered at startup, so that the first rejection and the first load are
		// increases.
		registry.timer(MeterNames.MODEL_LOAD);
		Stream.of(Rejection.values()).forEach(this::rejections);
	}

	private static Timer.Builder timer(String name) {
		return Timer.builder(name)
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofNanos(100_000))
			.maximumExpectedValue(Duration.ofSeconds(60));
	}

	/** Adds a gauge of the number of requests in a queue. */
	public <T> void queue(T queue, ToDoubleFunction<T> waitingRequests) {
		Gauge.builder(MeterNames.SERVING_QUEUE_DEPTH, queue, waitingRequests).register(this.registry);
	}

	/** Adds gauges of the number of models in memory and their bytes. */
	public <T> void models(T models, ToDoubleFunction<T> count, ToDoubleFunction<T> bytes) {
		Gauge.builder(MeterNames.MODELS_LOADED, models, count).register(this.registry);
		Gauge.builder(MeterNames.MODEL_MEMORY, models, bytes).baseUnit("bytes").register(this.registry);
	}

	/**
	 * Records a forward pass.
	 * @param rows number of its input rows
	 * @param padding share of padding if all rows were padded to the longest one
	 */
	public void batch(int rows, double padding, long nanos) {
		this.infer.record(nanos, TimeUnit.NANOSECONDS);
		this.batchRows.record(rows);
		this.padding.record(padding);
	}

	/** Records the timings of a request that a model has answered. */
	public void timings(Timings timings) {
		record(this.queue, timings.queueMs());
		record(this.tokenise, timings.tokenizeMs());
		record(this.decode, timings.decodeMs());
	}

	private static void record(Timer timer, double milliseconds) {
		timer.record(Math.round(milliseconds * 1e6), TimeUnit.NANOSECONDS);
	}

	/** Records the threshold of a model whose own threshold a question uses. */
	public void asked(double threshold) {
		this.threshold = threshold;
	}

	/** Counts an answer. */
	public void answered(Answer answer) {
		(answer.answer().isEmpty() ? this.empties : this.texts).increment();
	}

	/** Records the duration of loading a model. */
	public void loaded(long nanos) {
		this.registry.timer(MeterNames.MODEL_LOAD).record(nanos, TimeUnit.NANOSECONDS);
	}

	/** Counts a look-up in the answer cache. */
	public void cache(boolean hit) {
		this.registry
			.counter(MeterNames.ANSWER_CACHE, MeterNames.OUTCOME, MeterNames.tag(hit ? LookUp.HIT : LookUp.MISS))
			.increment();
	}

	/**
	 * Times a whole request by its outcome.
	 * @param kind a {@link RequestKind} or, for sentences, the kind of the head
	 */
	public <T extends @Nullable Object> T request(Enum<?> kind, Supplier<T> request) {
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

	/** Counts a request that was rejected because of capacity, time or size. */
	public void rejected(RuntimeException ex) {
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
