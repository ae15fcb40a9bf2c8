package io.mtdnn.serving.batching;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.ModelFailedException;
import io.mtdnn.serving.ServingBusyException;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.task.TokenSequence;

/**
 * The rows of one request in the queue. The queue's lock guards which rows have left the
 * queue; the thread that runs the model sets the results.
 *
 * @param <R> type of the result of a row
 */
final class BatchEntry<R> implements AutoCloseable {

	private static final long STEP_NANOS = 50_000_000;

	private final LoadedModel model;

	private final Encoded<R, ?> request;

	private final List<TokenSequence> rows;

	private final Deadline deadline;

	private final CompletableFuture<List<R>> result = new CompletableFuture<>();

	private final Object[] outputs;

	private int next;

	private int missing;

	private long pendingTokens;

	private long queuedAt;

	private boolean closed;

	private volatile long startedAt;

	private volatile long inferNanos;

	private volatile int largestBatch;

	/**
	 * The rows of a request.
	 * @param model the model, retained for this entry, which releases it when it is
	 * closed
	 */
	BatchEntry(LoadedModel model, Encoded<R, ?> request, Deadline deadline) {
		this.model = model;
		this.request = request;
		this.rows = request.rows();
		this.deadline = deadline;
		this.outputs = new Object[this.rows.size()];
		this.missing = this.rows.size();
		this.pendingTokens = this.rows.stream().mapToLong(TokenSequence::length).sum();
	}

	LoadedModel model() {
		return this.model;
	}

	Deadline deadline() {
		return this.deadline;
	}

	int size() {
		return this.rows.size();
	}

	CompletableFuture<List<R>> result() {
		return this.result;
	}

	/**
	 * Ends the request without a result. Its rows leave the queue without being computed.
	 */
	void cancel() {
		this.result.cancel(false);
	}

	void fail(Throwable cause) {
		this.result.completeExceptionally(cause);
	}

	boolean over() {
		return this.result.isDone();
	}

	boolean joins(BatchEntry<?> other) {
		return this.model == other.model && this.request.task().equals(other.request.task());
	}

	void queued(long now) {
		this.queuedAt = now;
	}

	long queuedAt() {
		return this.queuedAt;
	}

	int pendingRows() {
		return this.rows.size() - this.next;
	}

	long pendingTokens() {
		return this.pendingTokens;
	}

	TokenSequence peek() {
		return this.rows.get(this.next);
	}

	/** Takes the next row out of the queue and returns its number. */
	int take(long now) {
		if (this.next == 0) {
			this.startedAt = now;
		}
		this.pendingTokens -= peek().length();
		return this.next++;
	}

	TokenSequence row(int number) {
		return this.rows.get(number);
	}

	List<R> run(List<TokenSequence> batch) {
		return this.request.run(batch);
	}

	/** Sets the result of a row. The last one completes the entry. */
	synchronized void complete(int number, Object output) {
		this.outputs[number] = output;
		if (--this.missing == 0) {
			this.result.complete(results());
		}
	}

	@SuppressWarnings("unchecked")
	private List<R> results() {
		return (List<R>) Collections.unmodifiableList(Arrays.asList(this.outputs));
	}

	synchronized void ran(long nanos, int batchRows) {
		this.inferNanos += nanos;
		this.largestBatch = Math.max(this.largestBatch, batchRows);
	}

	long queueNanos() {
		return this.startedAt - this.queuedAt;
	}

	long inferNanos() {
		return this.inferNanos;
	}

	int largestBatch() {
		return this.largestBatch;
	}

	/**
	 * Waits for the results, and checks repeatedly whether the client is still connected.
	 */
	List<R> await() {
		while (true) {
			try {
				long nanos = Math.max(0, Math.min(STEP_NANOS, this.deadline.remainingNanos()));
				return this.result.get(nanos, TimeUnit.NANOSECONDS);
			}
			catch (TimeoutException ex) {
				this.deadline.check();
			}
			catch (ExecutionException ex) {
				throw failure(Objects.requireNonNull(ex.getCause()));
			}
			catch (CancellationException ex) {
				throw new CallerGoneException();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw ServingBusyException.stopping();
			}
		}
	}

	/**
	 * Known exceptions are unchanged. A failure of the model becomes the cause of an
	 * exception with the stack trace of this request.
	 */
	private static RuntimeException failure(Throwable cause) {
		if (cause instanceof ServingBusyException || cause instanceof DeadlineExceededException) {
			return (RuntimeException) cause;
		}
		return new ModelFailedException(cause);
	}

	/** Removes the waiting rows and releases the model. */
	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			cancel();
			this.model.release();
		}
	}

}
