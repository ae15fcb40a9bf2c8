package io.mtdnn.serving.batching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;

import io.mtdnn.serving.DeadlineExceededException;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for a model, in the order in which batches take their rows. The
 * queue's lock guards them.
 */
final class WaitingRequests implements Iterable<BatchEntry<?>> {

	private final int maxTokens;

	private final Deque<BatchEntry<?>> entries = new ArrayDeque<>();

	private int rows;

	/**
	 * An empty list of requests.
	 * @param maxTokens maximum number of tokens of a batch
	 */
	WaitingRequests(int maxTokens) {
		this.maxTokens = maxTokens;
	}

	void add(BatchEntry<?> entry) {
		this.entries.add(entry);
		this.rows += entry.size();
	}

	/**
	 * Whether there is room for the rows of a request. If no rows wait, there is room for
	 * any request.
	 */
	boolean hasRoomFor(BatchEntry<?> entry, int limit) {
		return this.rows == 0 || this.rows + entry.size() <= limit;
	}

	/** The request whose rows the next batch takes first; null if there is none. */
	@Nullable BatchEntry<?> first() {
		return this.entries.peek();
	}

	/** Whether the rows that can join the first request fill a batch. */
	boolean fillABatch(BatchEntry<?> first) {
		return this.entries.stream().filter(first::joins).mapToLong(BatchEntry::pendingTokens).sum() >= this.maxTokens;
	}

	/** Whether the requests beside one of them fill a batch. */
	boolean fillABatchWithout(BatchEntry<?> one) {
		return this.entries.stream()
			.filter((entry) -> entry != one)
			.mapToLong(BatchEntry::pendingTokens)
			.sum() >= this.maxTokens;
	}

	/**
	 * Takes a batch of rows that can join the first request. If that request is larger
	 * than the batch, it moves to the end.
	 */
	RowBatch take(BatchEntry<?> first, long now) {
		RowBatch batch = new RowBatch(first);
		Iterator<BatchEntry<?>> queue = this.entries.iterator();
		while (queue.hasNext() && batch.tokens() < this.maxTokens) {
			BatchEntry<?> next = queue.next();
			if (next.joins(first)) {
				batch.fill(next, this.maxTokens, now);
				if (next.pendingRows() == 0) {
					queue.remove();
				}
			}
		}
		if (first.pendingRows() > 0) {
			this.entries.add(this.entries.remove());
		}
		this.rows -= batch.rows();
		return batch;
	}

	/**
	 * Removes requests that were cancelled or whose deadline has passed.
	 * @return whether requests were removed
	 */
	boolean dropDead(long now) {
		boolean dropped = false;
		Iterator<BatchEntry<?>> queue = this.entries.iterator();
		while (queue.hasNext()) {
			BatchEntry<?> next = queue.next();
			if (!next.over() && next.deadline().passed(now)) {
				next.fail(new DeadlineExceededException());
			}
			if (next.over()) {
				queue.remove();
				this.rows -= next.pendingRows();
				dropped = true;
			}
		}
		return dropped;
	}

	/** Fails and removes all requests. */
	void fail(Supplier<RuntimeException> cause) {
		this.entries.forEach((entry) -> entry.fail(cause.get()));
		this.entries.clear();
		this.rows = 0;
	}

	/** Number of requests. */
	int size() {
		return this.entries.size();
	}

	/** Number of rows that have not been taken by a batch. */
	int rows() {
		return this.rows;
	}

	@Override
	public Iterator<BatchEntry<?>> iterator() {
		return this.entries.iterator();
	}

}
