package io.mtdnn.serving.batching;

/**
 * Divides the engine's threads among forward passes at the same time. A pass takes all
 * free threads unless many requests wait; then each of the loops takes an equal share.
 * Passes with fewer threads each answer more requests a second, because threads wait for
 * each other after every operator; a single request is answered sooner with all of them.
 * Only the main loop takes all: libgomp keeps the workers of every thread that has used
 * several, and too many of them slow each other down. The queue's lock guards it.
 */
final class ThreadShares {

	private final int all;

	private final int share;

	private int used;

	/**
	 * @param all number of the engine's threads
	 * @param loops maximum number of passes at the same time
	 */
	ThreadShares(int all, int loops) {
		this.all = all;
		this.share = Math.max(1, all / loops);
	}

	/** Number of the engine's threads. */
	int all() {
		return this.all;
	}

	/**
	 * Whether a pass may start: while a share is free, and only beside another pass
	 * unless it is the main loop's.
	 */
	boolean mayStart(boolean main) {
		return this.all - this.used >= this.share && (main || this.used > 0);
	}

	/**
	 * Takes threads for a pass that may start.
	 * @param crowded whether other requests that wait would fill a pass
	 * @return number of threads
	 */
	int take(boolean main, boolean crowded) {
		int threads = (main && !crowded) ? this.all - this.used : this.share;
		this.used += threads;
		return threads;
	}

	/** Returns the threads of a pass. */
	void release(int threads) {
		this.used -= threads;
	}

}
