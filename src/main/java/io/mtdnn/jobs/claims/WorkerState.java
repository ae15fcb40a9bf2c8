package io.mtdnn.jobs.claims;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/** Whether this node still takes work, and whether it is at work. */
@Component
public class WorkerState {

	private boolean stopping;

	private int running;

	public synchronized boolean stopping() {
		return this.stopping;
	}

	/** Takes work (again). */
	public synchronized void start() {
		this.stopping = false;
	}

	public synchronized void stop() {
		this.stopping = true;
		notifyAll();
	}

	/**
	 * Takes an entry of the queue in hand, until {@link #end}.
	 * @return entries in hand; 0 when the node stops and takes none
	 */
	public synchronized int begin() {
		return this.stopping ? 0 : ++this.running;
	}

	public synchronized void end() {
		this.running--;
		notifyAll();
	}

	/**
	 * Waits until the node stops, at most for a time. Returns at once when it stops
	 * already.
	 */
	public synchronized boolean stoppingWithin(Duration time) throws InterruptedException {
		if (!this.stopping) {
			TimeUnit.MILLISECONDS.timedWait(this, time.toMillis());
		}
		return this.stopping;
	}

	/** Waits until nothing runs any more. */
	public synchronized void awaitIdle() throws InterruptedException {
		while (this.running > 0) {
			wait();
		}
	}

}
