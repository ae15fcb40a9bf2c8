package io.mtdnn.jobs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/** Whether this node still takes work, and whether it is at work. */
@Component
class WorkerState {

	private boolean stopping;

	private int running;

	synchronized boolean stopping() {
		return this.stopping;
	}

	/** Takes work (again). */
	synchronized void start() {
		this.stopping = false;
	}

	synchronized void stop() {
		this.stopping = true;
		notifyAll();
	}

	/**
	 * Takes an entry of the queue in hand, until {@link #end}.
	 * @return entries in hand; 0 when the node stops and takes none
	 */
	synchronized int begin() {
		return this.stopping ? 0 : ++this.running;
	}

	synchronized void end() {
		this.running--;
		notifyAll();
	}

	/**
	 * Waits until the node stops, at most for a time. Returns at once when it stops
	 * already.
	 */
	synchronized boolean stoppingWithin(Duration time) throws InterruptedException {
		if (!this.stopping) {
			TimeUnit.MILLISECONDS.timedWait(this, time.toMillis());
		}
		return this.stopping;
	}

	/** Waits until nothing runs any more. */
	synchronized void awaitIdle() throws InterruptedException {
		while (this.running > 0) {
			wait();
		}
	}

}
