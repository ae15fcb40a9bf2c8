package io.mtdnn.serving;

/**
 * The time that a request spent in each phase, in milliseconds.
 *
 * @param queueMs waiting for the model
 * @param tokenizeMs tokenising question and context
 * @param inferMs forward passes in which the request took part; they are shared with
 * other requests
 * @param decodeMs from logits to an answer
 * @param totalMs all of it
 * @param windows windows over the context, or rows
 * @param batchRows rows of the largest pass in which the request took part
 * @param cached whether the answer came from the answer cache
 */
public record Timings(double queueMs, double tokenizeMs, double inferMs, double decodeMs, double totalMs, int windows,
		int batchRows, boolean cached) {

	/** Timings of an answer before they are measured. */
	public static final Timings NONE = new Timings(0, 0, 0, 0, 0, 0, 0, false);

	/** Timings of an answer from the answer cache. */
	public static Timings ofCached(long nanos) {
		return new Timings(0, 0, 0, 0, milliseconds(nanos), 0, 0, true);
	}

	/** Timings from nanoseconds. */
	public static Timings ofNanos(long queue, long tokenize, long infer, long decode, long total, int windows,
			int batchRows) {
		return new Timings(milliseconds(queue), milliseconds(tokenize), milliseconds(infer), milliseconds(decode),
				milliseconds(total), windows, batchRows, false);
	}

	/** To microseconds. */
	private static double milliseconds(long nanos) {
		return Math.round(nanos / 1e3) / 1e3;
	}

}
