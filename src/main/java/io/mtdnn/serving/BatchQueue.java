package io.mtdnn.serving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.mtdnn.serving.ServingProperties.Batching;

/**
 * The bounded queue between requests and the model. Batches are filled from the oldest
 * request on; a request that is larger than a batch goes to the end of the queue after
 * each, so that it does not hold up the small ones. What was cancelled or is too late
 * leaves without costing anything.
 */
final class BatchQueue {

	/**
	 * Streams of lines fill the queue up to here, so that there is always room for
	 * somebody who waits.
	 */
	private static final double SHARE_OF_STREAMS = 0.5;

	private final Batching settings;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition work = this.lock.newCondition();

	private final Condition room = this.lock.newCondition();

	private final Deque<Submission<?>> waiting = new ArrayDeque<>();

	/** What the model is at, and since when. */
	private final Map<RowBatch, Long> running = new HashMap<>();

	private int rows;

	/** Requests that will soon submit rows. */
	private int arriving;

	private boolean closed;

	BatchQueue(Batching settings, LongSupplier nanoTime) {
		this.settings = settings;
		this.nanoTime = nanoTime;
	}

	/** A request begins to prepare its rows: a batch may wait for it. */
	void announce() {
		change(1);
	}

	/** It has submitted them, or will not. */
	void arrived() {
		change(-1);
	}

	private void change(int requests) {
		this.lock.lock();
		try {
			this.arriving += requests;
			if (this.arriving == 0) {
				this.work.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Puts rows into the queue. One request may have more rows than there is room for: it
	 * gets in when nobody else waits, as otherwise it could come again for ever.
	 * @throws ServingBusyException when there is no room, or the wait would be too long
	 */
	void submit(Submission<?> submission, Call call) {
		this.lock.lock();
		try {
			double seconds = secondsAhead(submission) + submission.pendingTokens() * rate(submission.model()) / 1e9;
			if (this.rows > 0 && this.rows + submission.size() > this.settings.queueCapacity()) {
				throw new ServingBusyException(Rejection.QUEUE_FULL,
						"The queue is full (%d rows of %d wait).".formatted(this.rows, this.settings.queueCapacity()),
						(long) Math.ceil(seconds));
			}
			double wait = secondsAhead(submission);
			double most = Math.min(this.settings.maxWait().toNanos(), call.remainingNanos()) / 1e9;
			if (!this.waiting.isEmpty() && wait > most) {
				throw new ServingBusyException(Rejection.WAIT_TOO_LONG,
						"The request would wait about %.1f seconds.".formatted(wait), (long) Math.ceil(wait));
			}
			add(submission);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Puts rows into the queue as soon as half of it is free: for streams, which are in
	 * no hurry.
	 */
	void submitWhenRoom(Submission<?> submission, Call call) throws InterruptedException {
		this.lock.lock();
		try {
			int limit = (int) (this.settings.queueCapacity() * SHARE_OF_STREAMS);
			while (this.rows > 0 && this.rows + submission.size() > limit && !this.closed) {
				call.check();
				this.room.await(50, TimeUnit.MILLISECONDS);
			}
			add(submission);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(Submission<?> submission) {
		if (this.closed) {
			throw new ServingBusyException(Rejection.STOPPING, "The service is shutting down.", 5);
		}
		submission.queued(this.nanoTime.getAsLong());
		this.waiting.add(submission);
		this.rows += submission.size();
		this.work.signal();
	}

	/**
	 * What those before it take, under way or waiting; of a large request only one turn
	 * counts, as it goes back to the queue's end then.
	 */
	private double secondsAhead(Submission<?> submission) {
		long now = this.nanoTime.getAsLong();
		double nanos = 0;
		for (Map.Entry<RowBatch, Long> batch : this.running.entrySet()) {
			double whole = batch.getKey().tokens() * rate(batch.getKey().model());
			nanos += Math.max(0, whole - (now - batch.getValue()));
		}
		long turn = Math.max(this.settings.maxTokens(), submission.pendingTokens());
		for (Submission<?> other : this.waiting) {
			nanos += Math.min(other.pendingTokens(), turn) * rate(other.model());
		}
		return nanos / 1e9;
	}

	/**
	 * As its last passes were; slower when one under way takes longer than that, as on a
	 * machine that got other work.
	 */
	private double rate(LoadedModel model) {
		long now = this.nanoTime.getAsLong();
		return this.running.entrySet()
			.stream()
			.filter((batch) -> batch.getKey().model() == model)
			.mapToDouble((batch) -> (double) (now - batch.getValue()) / batch.getKey().tokens())
			.reduce(model.nanosPerToken(), Math::max);
	}

	/**
	 * Waits for the next batch; null once the queue is closed. Whoever takes it says when
	 * it is {@link #done}.
	 */
	RowBatch take() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (!this.closed) {
				long now = this.nanoTime.getAsLong();
				RowBatch batch = form(now);
				if (batch != null) {
					this.running.put(batch, now);
					return batch;
				}
				if (this.waiting.isEmpty()) {
					this.work.await();
				}
				else {
					this.work.awaitNanos(patience(now));
				}
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A batch has gone through the model, or failed. */
	void done(RowBatch batch) {
		this.lock.lock();
		try {
			this.running.remove(batch);
		}
		finally {
			this.lock.unlock();
		}
	}

	private long patience(long now) {
		return this.settings.maxDelay().toNanos() - (now - this.waiting.peek().queuedAt());
	}

	/**
	 * The next batch, or null when there is none or it is worth waiting for more rows.
	 */
	RowBatch form(long now) {
		this.lock.lock();
		try {
			dropDead(now);
			Submission<?> first = this.waiting.peek();
			if (first == null || (this.arriving > 0 && patience(now) > 0 && !fillsABatch(first))) {
				return null;
			}
			if (!first.model().retain()) {
				first.fail(new IllegalStateException("the model is gone"));
				return form(now);
			}
			return fill(first, now);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean fillsABatch(Submission<?> first) {
		return this.waiting.stream().filter(first::joins).mapToLong(Submission::pendingTokens).sum() >= this.settings
			.maxTokens();
	}

	private RowBatch fill(Submission<?> first, long now) {
		RowBatch batch = new RowBatch(first);
		Iterator<Submission<?>> queue = this.waiting.iterator();
		while (queue.hasNext() && batch.tokens() < this.settings.maxTokens()) {
			Submission<?> next = queue.next();
			if (next.joins(first)) {
				batch.fill(next, this.settings.maxTokens(), now);
				if (next.pendingRows() == 0) {
					queue.remove();
				}
			}
		}
		if (first.pendingRows() > 0) {
			this.waiting.add(this.waiting.remove());
		}
		this.rows -= batch.rows();
		this.room.signalAll();
		return batch;
	}

	private void dropDead(long now) {
		Iterator<Submission<?>> queue = this.waiting.iterator();
		while (queue.hasNext()) {
			Submission<?> next = queue.next();
			if (!next.over() && next.expired(now)) {
				next.fail(new DeadlineExceededException());
			}
			if (next.over()) {
				queue.remove();
				this.rows -= next.pendingRows();
				this.room.signalAll();
			}
		}
	}

	int waitingRequests() {
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
			return this.rows;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Refuses what comes from now on and gives up what waits. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.waiting.forEach((submission) -> submission
				.fail(new ServingBusyException(Rejection.STOPPING, "The service is shutting down.", 5)));
			this.waiting.clear();
			this.rows = 0;
			this.work.signalAll();
			this.room.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
