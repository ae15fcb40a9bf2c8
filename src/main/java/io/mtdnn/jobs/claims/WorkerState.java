package io.mtdnn.jobs.claims;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/** Tracks whether this node accepts work and how much it is doing. */
@Component
public class WorkerState {

	private boolean stopping;

	private int running;

	public synchronized boolean stopping() {
		return this.stopping;
	}

	/** Accepts work. */
	public synchronized void start() {
		this.stopping = false;
	}

	public synchronized void stop() {
		this.stopping = true;
		notifyAll();
	}

	/**
	 * Starts work on a queue entry, which lasts until {@link #end}.
	 * @return number of entries in progress, including this one; 0 if the node is
	 * stopping and rejects it
	 */
	public synchronized int begin() {
		return this.stopping ? 0 : ++this.running;
	}

	public synchronized void end() {
		this.running--;
		notifyAll();
	}

	/**
	 * Waits until the node stops or the time has passed. Returns at once if it is already
	 * stopping.
	 * @return whether the node stops, or the thread was interrupted
	 */
	public synchronized boolean stoppingWithin(Duration time) {
		try {
			if (!this.stopping) {
				TimeUnit.MILLISECONDS.timedWait(this, time.toMillis());
			}
			return this.stopping;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	/** Waits until all work has ended. */
	public synchronized void awaitIdle() throws InterruptedException {
		while (this.running > 0) {
			wait();
		}
	}

}
