package io.mtdnn.web.body;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.util.unit.DataSize;

/** The resources shared by the bodies of all requests: turns to read, and memory. */
final class BodyRoom {

	/**
	 * Reading a body that has already arrived takes less; only slow bodies make others
	 * wait.
	 */
	private static final long PATIENCE_MILLIS = 1000;

	private final DataSize memory;

	private final AtomicLong held = new AtomicLong();

	private final Semaphore bodies;

	private final Semaphore streams;

	/**
	 * Room for bodies.
	 * @param memory maximum size of all bodies held in memory
	 * @param bodies maximum number of held bodies that are read at the same time
	 * @param streams maximum number of streamed bodies that are read at the same time
	 */
	BodyRoom(DataSize memory, int bodies, int streams) {
		this.memory = memory;
		this.bodies = new Semaphore(bodies);
		this.streams = new Semaphore(streams);
	}

	/** Takes a turn to read; returns false if none becomes free within a second. */
	boolean enter(boolean stream) {
		try {
			return (stream ? this.streams : this.bodies).tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	void leave(boolean stream) {
		(stream ? this.streams : this.bodies).release();
	}

	/**
	 * Reserves memory for more bytes of a body. A single body always gets memory,
	 * regardless of its size.
	 * @param own bytes that this body already holds
	 */
	void take(long own, int more) throws NoRoomForBodyException {
		long all = this.held.addAndGet(more);
		if (all > this.memory.toBytes() && all > own + more) {
			this.held.addAndGet(-more);
			throw new NoRoomForBodyException(
					"The bodies of all current requests may have at most %d bytes in total (mtdnn.web.body-memory)."
						.formatted(this.memory.toBytes()));
		}
	}

	void give(long bytes) {
		this.held.addAndGet(-bytes);
	}

}
