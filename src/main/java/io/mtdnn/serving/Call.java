package io.mtdnn.serving;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Who waits for an answer: until when, and whether anybody still does. */
public final class Call {

	private final long deadline;

	private final LongSupplier nanoTime;

	private final BooleanSupplier gone;

	/**
	 * A call that starts now.
	 * @param timeout most time for it
	 * @param gone whether the caller has left; asked now and then by the thread that
	 * waits, by no other
	 * @param nanoTime like {@link System#nanoTime()}
	 */
	public Call(Duration timeout, BooleanSupplier gone, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.deadline = nanoTime.getAsLong() + saturatedNanos(timeout);
		this.gone = gone;
	}

	/** A call that starts now, of somebody who stays. */
	public static Call within(Duration timeout) {
		return new Call(timeout, () -> false, System::nanoTime);
	}

	private static long saturatedNanos(Duration timeout) {
		return (timeout.toDays() > 365) ? Duration.ofDays(365).toNanos() : timeout.toNanos();
	}

	long remainingNanos() {
		return this.deadline - this.nanoTime.getAsLong();
	}

	boolean expired(long now) {
		return this.deadline - now <= 0;
	}

	/**
	 * Goes on only if somebody waits and there is time left.
	 * @throws CallerGoneException when the caller has left
	 * @throws DeadlineExceededException when the time is over
	 */
	void check() {
		if (remainingNanos() <= 0) {
			throw new DeadlineExceededException();
		}
		if (this.gone.getAsBoolean()) {
			throw new CallerGoneException();
		}
	}

}
