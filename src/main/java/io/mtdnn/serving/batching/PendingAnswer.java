package io.mtdnn.serving.batching;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An answer that is being computed. The caller that started it must close it, which
 * removes waiting rows from the queue and releases the model.
 *
 * @param <A> type of the answer
 */
public final class PendingAnswer<A> implements AutoCloseable {

	private final Supplier<A> answer;

	private final Runnable release;

	private final int rows;

	PendingAnswer(Supplier<A> answer, Runnable release, int rows) {
		this.answer = answer;
		this.release = release;
		this.rows = rows;
	}

	/** An answer that is already known. */
	public static <A> PendingAnswer<A> of(A answer) {
		return new PendingAnswer<>(() -> answer, () -> {
		}, 0);
	}

	/** A request that has failed. */
	public static <A> PendingAnswer<A> failed(RuntimeException failure) {
		return new PendingAnswer<>(() -> {
			throw failure;
		}, () -> {
		}, 0);
	}

	/** The same answer, which is first passed to the given consumer. */
	public PendingAnswer<A> then(Consumer<A> seen) {
		return new PendingAnswer<>(() -> {
			A known = this.answer.get();
			seen.accept(known);
			return known;
		}, this.release, this.rows);
	}

	/** Number of input rows whose results it keeps; 0 if it was not computed. */
	public int rows() {
		return this.rows;
	}

	/** Waits for the answer. */
	public A await() {
		return this.answer.get();
	}

	@Override
	public void close() {
		this.release.run();
	}

}
