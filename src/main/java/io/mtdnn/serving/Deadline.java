package io.mtdnn.serving;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The time limit of a request, and whether its client is still connected. The time starts
 * when the deadline is created.
 */
public final class Deadline {

	private static final Duration LONGEST = Duration.ofDays(365);

	private final long end;

	private final LongSupplier nanoTime;

	private final BooleanSupplier gone;

	private final boolean patient;

	/**
	 * The deadline of a request that is rejected if the queue has no room for it.
	 * @param timeout maximum time for the request
	 * @param gone whether the client has disconnected; called only by the thread that
	 * waits for the answer
	 * @param nanoTime like {@link System#nanoTime()}
	 */
	public Deadline(Duration timeout, BooleanSupplier gone, LongSupplier nanoTime) {
		this(nanoTime.getAsLong() + nanos(timeout), gone, nanoTime, false);
	}

	private Deadline(long end, BooleanSupplier gone, LongSupplier nanoTime, boolean patient) {
		this.end = end;
		this.gone = gone;
		this.nanoTime = nanoTime;
		this.patient = patient;
	}

	/** The deadline of a request whose client is not checked. */
	public static Deadline within(Duration timeout) {
		return new Deadline(timeout, () -> false, System::nanoTime);
	}

	private static long nanos(Duration timeout) {
		return ((timeout.compareTo(LONGEST) > 0) ? LONGEST : timeout).toNanos();
	}

	/**
	 * The same deadline for a request that waits for room in the queue instead of being
	 * rejected, because it is one of many questions in one HTTP request.
	 */
	public Deadline patiently() {
		return new Deadline(this.end, this.gone, this.nanoTime, true);
	}

	/** Whether the request waits for room in the queue. */
	public boolean patient() {
		return this.patient;
	}

	/** Number of nanoseconds until the deadline; negative after it. */
	public long remainingNanos() {
		return this.end - this.nanoTime.getAsLong();
	}

	/** Whether the deadline has passed at a time of its clock. */
	public boolean passed(long now) {
		return this.end - now <= 0;
	}

	/**
	 * Returns only if the deadline has not passed and the client is still connected.
	 * @throws CallerGoneException when the client has disconnected
	 * @throws DeadlineExceededException when the deadline has passed
	 */
	public void check() {
		if (remainingNanos() <= 0) {
			throw new DeadlineExceededException();
		}
		if (this.gone.getAsBoolean()) {
			throw new CallerGoneException();
		}
	}

}
