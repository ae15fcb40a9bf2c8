package io.mtdnn.serving.batching;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.mtdnn.serving.Rejection;
import io.mtdnn.serving.ServingBusyException;
import io.mtdnn.serving.limits.ServingProperties.Batching;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between requests and the models. A batch takes rows in the order of
 * their requests, the oldest first. After each batch, a request that is larger than a
 * batch moves to the end of the queue, so that it does not delay small requests. Requests
 * that were cancelled or whose deadline has passed leave the queue without being
 * computed.
 */
public final class BatchQueue {

	/**
	 * Maximum share of the queue that patient requests fill, so that the rest is
	 * available to other requests.
	 */
	private static final double SHARE_OF_PATIENT = 0.5;

	private final Batching settings;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition work = this.lock.newCondition();

	private final Condition room = this.lock.newCondition();

	private final WaitingRequests waiting;

	private final WaitEstimate estimate;

	private final ThreadShares threads;

	private final int loops;

	/** Number of requests that will soon submit rows. */
	private int arriving;

	private boolean closed;

	/**
	 * An empty queue.
	 * @param threads number of the engine's threads
	 * @param nanoTime like {@link System#nanoTime()}
	 */
	public BatchQueue(Batching settings, int threads, LongSupplier nanoTime) {
		this.settings = settings;
		this.nanoTime = nanoTime;
		this.waiting = new WaitingRequests(settings.maxTokens());
		this.estimate = new WaitEstimate(settings.maxTokens());
		this.loops = Math.min(settings.threads(), threads);
		this.threads = new ThreadShares(threads, this.loops);
	}

	/** Number of loops that take batches; each needs at least one thread. */
	int loops() {
		return this.loops;
	}

	/** Announces a request that prepares its rows. A batch may wait for it. */
	void announce() {
		change(1);
	}

	/** Reports that an announced request has submitted its rows or has failed. */
	void arrived() {
		change(-1);
	}

	private void change(int requests) {
		this.lock.lock();
		try {
			this.arriving += requests;
			if (this.arriving == 0) {
				this.work.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Puts rows into the queue. A request with more rows than the queue can hold is
	 * accepted if the queue is empty.
	 * @throws ServingBusyException when there is no room, or the wait would be too long
	 */
	void submit(BatchEntry<?> entry) {
		entry.deadline().check();
		this.lock.lock();
		try {
			if (entry.deadline().patient()) {
				waitForRoom(entry);
			}
			else {
				checkRoom(entry);
				checkWait(entry);
			}
			add(entry);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw ServingBusyException.stopping();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void checkRoom(BatchEntry<?> entry) {
		if (!this.waiting.hasRoomFor(entry, this.settings.queueCapacity())) {
			double seconds = secondsAhead(entry) + this.estimate.seconds(entry, this.nanoTime.getAsLong());
			throw new ServingBusyException(Rejection.QUEUE_FULL, "The queue is full (%d of %d input rows are waiting)."
				.formatted(this.waiting.rows(), this.settings.queueCapacity()), (long) Math.ceil(seconds));
		}
	}

	private void checkWait(BatchEntry<?> entry) {
		double wait = secondsAhead(entry);
		double longest = Math.min(this.settings.maxWait().toNanos(), entry.deadline().remainingNanos()) / 1e9;
		if (this.waiting.first() != null && wait > longest) {
			throw new ServingBusyException(Rejection.WAIT_TOO_LONG,
					"The request would wait about %.1f seconds.".formatted(wait), (long) Math.ceil(wait));
		}
	}

	private double secondsAhead(BatchEntry<?> entry) {
		return this.estimate.secondsAhead(entry, this.waiting, this.nanoTime.getAsLong());
	}

	/** Waits until the share of patient requests has room. */
	private void waitForRoom(BatchEntry<?> entry) throws InterruptedException {
		int limit = (int) (this.settings.queueCapacity() * SHARE_OF_PATIENT);
		while (!this.waiting.hasRoomFor(entry, limit) && !this.closed) {
			entry.deadline().check();
			this.room.await(50, TimeUnit.MILLISECONDS);
		}
	}

	private void add(BatchEntry<?> entry) {
		if (this.closed) {
			throw ServingBusyException.stopping();
		}
		entry.queued(this.nanoTime.getAsLong());
		this.waiting.add(entry);
		this.work.signalAll();
	}

	/**
	 * Waits for the next batch. Returns null after the queue has been closed. The caller
	 * must report the batch as {@link #done}.
	 * @param main whether the caller is the main one of the loops that take batches
	 */
	@Nullable RowBatch take(boolean main) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (!this.closed) {
				long now = this.nanoTime.getAsLong();
				boolean may = this.threads.mayStart(main);
				RowBatch batch = may ? form(now) : null;
				if (batch != null) {
					begin(batch, main, now);
					return batch;
				}
				BatchEntry<?> first = this.waiting.first();
				long nanos = (may && first != null) ? patience(first, now) : Long.MAX_VALUE;
				this.work.awaitNanos(nanos);
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void begin(RowBatch batch, boolean main, long now) {
		boolean crowded = this.waiting.fillABatchWithout(batch.first());
		batch.runOn(this.threads.take(main, crowded), this.threads.all());
		this.estimate.began(batch, now);
		this.work.signalAll();
	}

	/** Reports that a batch has been computed or has failed. */
	void done(RowBatch batch) {
		this.lock.lock();
		try {
			this.estimate.ended(batch);
			this.threads.release(batch.threads());
			this.work.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private long patience(BatchEntry<?> first, long now) {
		return this.settings.maxDelay().toNanos() - (now - first.queuedAt());
	}

	/**
	 * Forms the next batch. Returns null if no rows wait, or if it is worth waiting for
	 * more rows.
	 */
	@Nullable RowBatch form(long now) {
		this.lock.lock();
		try {
			if (this.waiting.dropDead(now)) {
				this.room.signalAll();
			}
			BatchEntry<?> first = this.waiting.first();
			if (first == null || (this.arriving > 0 && patience(first, now) > 0 && !this.waiting.fillABatch(first))) {
				return null;
			}
			if (!first.model().retain()) {
				first.fail(new IllegalStateException("the model has been unloaded"));
				return form(now);
			}
			this.room.signalAll();
			return this.waiting.take(first, now);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Number of waiting requests. */
	public int waitingRequests() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	int waitingRows() {
		this.lock.lock();
		try {
			return this.waiting.rows();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Closes the queue: rejects new and waiting requests. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.waiting.fail(ServingBusyException::stopping);
			this.work.signalAll();
			this.room.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
