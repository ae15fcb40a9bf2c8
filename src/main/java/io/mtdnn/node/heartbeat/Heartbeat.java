package io.mtdnn.node.heartbeat;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.mtdnn.threads.DaemonThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes this node's heartbeat to the database at regular intervals. */
@Component
class Heartbeat implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Heartbeat.class);

	private final Nodes nodes;

	private final NodesProperties properties;

	private @Nullable ScheduledExecutorService thread;

	Heartbeat(Nodes nodes, NodesProperties properties) {
		this.nodes = nodes;
		this.properties = properties;
	}

	@Override
	public synchronized void start() {
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("heartbeat"));
		started.scheduleWithFixedDelay(() -> quietly(this.nodes::beat), 0, this.properties.heartbeat().toMillis(),
				TimeUnit.MILLISECONDS);
		this.thread = started;
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = this.thread;
		if (running != null) {
			// After a heartbeat under way, which would list the node again.
			running.execute(() -> quietly(this.nodes::leave));
			DaemonThreads.finish(running);
			this.thread = null;
		}
	}

	/** An unavailable database is reported elsewhere; the next heartbeat retries. */
	private static void quietly(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not update this node in the list of nodes", ex);
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/** Stops after the worker and the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

}
