package io.mtdnn.serving;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Rows on their way through a model. Closing it gives them up, if they are still waiting,
 * and the model back.
 *
 * @param <R> result of one row
 */
final class PendingPass<R> implements AutoCloseable {

	private static final long STEP_NANOS = 50_000_000;

	private final Submission<R> submission;

	private final Call call;

	private boolean closed;

	PendingPass(Submission<R> submission, Call call) {
		this.submission = submission;
		this.call = call;
	}

	Submission<R> submission() {
		return this.submission;
	}

	/** Waits for the results, and looks now and then whether its caller still does. */
	List<R> await() {
		while (true) {
			try {
				long nanos = Math.max(0, Math.min(STEP_NANOS, this.call.remainingNanos()));
				return this.submission.result().get(nanos, TimeUnit.NANOSECONDS);
			}
			catch (TimeoutException ex) {
				this.call.check();
			}
			catch (ExecutionException ex) {
				throw failure(ex.getCause());
			}
			catch (CancellationException ex) {
				throw new CallerGoneException();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new ServingBusyException(Rejection.STOPPING, "The service is shutting down.", 5);
			}
		}
	}

	/**
	 * Known ends are thrown as they are; a failure of the model gets this request's trace
	 * around its own.
	 */
	private static RuntimeException failure(Throwable cause) {
		if (cause instanceof ServingBusyException || cause instanceof DeadlineExceededException) {
			return (RuntimeException) cause;
		}
		return new IllegalStateException("The model failed: " + cause.getMessage(), cause);
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.submission.cancel();
			this.submission.model().release();
		}
	}

}
