package io.mtdnn.serving.batching;

import java.util.HashMap;
import java.util.Map;

import io.mtdnn.serving.loading.LoadedModel;

/**
 * Estimates how long a request would wait, from the running batches and the waiting
 * requests. The queue's lock guards it.
 */
final class WaitEstimate {

	private final long maxTokens;

	/** Running batches with their start times. */
	private final Map<RowBatch, Long> running = new HashMap<>();

	/**
	 * An estimate for an idle queue.
	 * @param maxTokens maximum number of tokens of a batch
	 */
	WaitEstimate(long maxTokens) {
		this.maxTokens = maxTokens;
	}

	void began(RowBatch batch, long now) {
		this.running.put(batch, now);
	}

	void ended(RowBatch batch) {
		this.running.remove(batch);
	}

	/**
	 * Number of seconds that running batches and waiting requests will take. Only one
	 * turn of a large request is counted, because it then moves to the end of the queue.
	 */
	double secondsAhead(BatchEntry<?> entry, Iterable<BatchEntry<?>> waiting, long now) {
		double nanos = 0;
		for (Map.Entry<RowBatch, Long> batch : this.running.entrySet()) {
			double whole = batch.getKey().tokens() * rate(batch.getKey().model(), now);
			nanos += Math.max(0, whole - spent(batch, now));
		}
		long turn = Math.max(this.maxTokens, entry.pendingTokens());
		for (BatchEntry<?> other : waiting) {
			nanos += Math.min(other.pendingTokens(), turn) * rate(other.model(), now);
		}
		return nanos / 1e9;
	}

	/** Number of seconds that the request itself will take. */
	double seconds(BatchEntry<?> entry, long now) {
		return entry.pendingTokens() * rate(entry.model(), now) / 1e9;
	}

	/**
	 * Nanoseconds per token of a model's recent passes with all threads, or of a running
	 * pass if that is slower, as on a machine that has become busy.
	 */
	private double rate(LoadedModel model, long now) {
		return this.running.entrySet()
			.stream()
			.filter((batch) -> batch.getKey().model() == model)
			.mapToDouble((batch) -> spent(batch, now) / batch.getKey().tokens())
			.reduce(model.nanosPerToken(), Math::max);
	}

	/** Nanoseconds that a pass with all threads would have spent so far. */
	private static double spent(Map.Entry<RowBatch, Long> batch, long now) {
		return batch.getKey().share() * (now - batch.getValue());
	}

}
