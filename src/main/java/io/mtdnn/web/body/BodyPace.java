package io.mtdnn.web.body;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Measures how fast a body arrives. Only the time that the service waits for it counts: a
 * stream whose reader is busy with responses is not slow, and neither is a stream that
 * pauses between two lines.
 */
final class BodyPace {

	private final Duration time;

	private final DataSize rate;

	private final boolean lines;

	private long waited;

	private long bytes;

	/**
	 * The pace of one body.
	 * @param time time allowed for each body
	 * @param rate number of bytes that extend the time by a second
	 * @param lines whether each line of the body is measured separately
	 */
	BodyPace(Duration time, DataSize rate, boolean lines) {
		this.time = time;
		this.rate = rate;
		this.lines = lines;
	}

	/**
	 * Records bytes that were read into a buffer.
	 * @param nanos time spent waiting for them, in nanoseconds
	 */
	void arrived(byte[] buffer, int offset, int count, long nanos) throws BodyTooSlowException {
		this.waited += (this.lines && this.bytes == 0) ? 0 : nanos;
		this.bytes += Math.max(0, count);
		if (this.waited > this.time.toNanos() + 1e9 * this.bytes / Math.max(1, this.rate.toBytes())) {
			throw tooSlow();
		}
		for (int i = offset + count - 1; this.lines && i >= offset; i--) {
			if (buffer[i] == '\n') {
				this.bytes = (long) offset + count - 1 - i;
				this.waited = 0;
				return;
			}
		}
	}

	BodyTooSlowException tooSlow() {
		return new BodyTooSlowException(this.time, this.rate);
	}

}
