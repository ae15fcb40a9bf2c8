package io.mtdnn.serving;

/**
 * The time that a request spent in each phase, in milliseconds.
 *
 * @param queueMs waiting for the model
 * @param tokenizeMs tokenising question and context
 * @param inferMs forward passes that contained rows of the request, possibly with those
 * of other requests
 * @param decodeMs converting logits to an answer
 * @param totalMs the whole request
 * @param windows number of windows of the question, or of input rows
 * @param batchRows number of rows of the largest of these forward passes
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

	/** Converts nanoseconds to milliseconds, rounded to microseconds. */
	private static double milliseconds(long nanos) {
		return Math.round(nanos / 1e3) / 1e3;
	}

}
