package io.mtdnn.serving;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.mtdnn.task.TokenSequence;

/**
 * The rows of one request on their way through the model. The queue's lock guards which
 * rows have left the queue; the results come from the thread that runs the model.
 *
 * @param <R> result of one row
 */
final class Submission<R> {

	private final LoadedModel model;

	private final String task;

	private final Pass<R> pass;

	private final List<TokenSequence> rows;

	private final Call call;

	private final CompletableFuture<List<R>> result = new CompletableFuture<>();

	private final Object[] outputs;

	private int next;

	private int missing;

	private long pendingTokens;

	private long queuedAt;

	private volatile long startedAt;

	private volatile long inferNanos;

	private volatile int largestBatch;

	Submission(LoadedModel model, String task, Pass<R> pass, List<TokenSequence> rows, Call call) {
		this.model = model;
		this.task = task;
		this.pass = pass;
		this.rows = rows;
		this.call = call;
		this.outputs = new Object[rows.size()];
		this.missing = rows.size();
		this.pendingTokens = rows.stream().mapToLong(TokenSequence::length).sum();
	}

	LoadedModel model() {
		return this.model;
	}

	String task() {
		return this.task;
	}

	int size() {
		return this.rows.size();
	}

	CompletableFuture<List<R>> result() {
		return this.result;
	}

	/** Nobody waits for it any more; its rows leave the queue unread. */
	void cancel() {
		this.result.cancel(false);
	}

	void fail(Throwable cause) {
		this.result.completeExceptionally(cause);
	}

	boolean over() {
		return this.result.isDone();
	}

	boolean expired(long now) {
		return this.call.expired(now);
	}

	boolean joins(Submission<?> other) {
		return this.model == other.model && this.task.equals(other.task);
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

	/** Takes the next row out of the queue; returns its number. */
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
		return this.pass.run(this.model.model(), this.task, batch);
	}

	/** Takes a row's result; the last one completes the submission. */
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

}
