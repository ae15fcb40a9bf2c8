package io.mtdnn.jobs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/** Whether this node still takes work, and whether it is at work. */
@Component
class WorkerState {

	private boolean stopping;

	private int occupied;

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
	 * An entry of the queue was taken in hand.
	 * @return entries in hand
	 */
	synchronized int occupy() {
		return ++this.occupied;
	}

	synchronized void vacate() {
		this.occupied--;
	}

	/** @return whether the work may begin */
	synchronized boolean begin() {
		if (this.stopping) {
			return false;
		}
		this.running++;
		return true;
	}

	synchronized void end() {
		this.running--;
		notifyAll();
	}

	/** Waits until the node stops, at most for a time. Returns at once when it stops already. */
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
