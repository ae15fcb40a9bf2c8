package io.mtdnn.jobs.run;

import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.mtdnn.jobs.claims.WorkerState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the worker of this process. While running, it looks for jobs that dead
 * processes of this machine left behind. On SIGTERM, its run writes a checkpoint and the
 * job returns to the queue, in parallel with the web server's graceful shutdown and
 * before anything else is closed.
 */
class WorkerLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(WorkerLifecycle.class);

	private static final int SWEEP_SECONDS = 5;

	private final Scheduler scheduler;

	private final Takeover takeover;

	private final ScheduledExecutorService housekeeping;

	private final WorkerState state;

	private final boolean worker;

	private @Nullable Future<?> sweeps;

	WorkerLifecycle(boolean worker, Scheduler scheduler, Takeover takeover, ScheduledExecutorService housekeeping,
			WorkerState state) {
		this.worker = worker;
		this.scheduler = scheduler;
		this.takeover = takeover;
		this.housekeeping = housekeeping;
		this.state = state;
	}

	@Override
	public synchronized void start() {
		if (!this.worker) {
			return;
		}
		// A context can be restarted after a stop.
		this.state.start();
		this.scheduler.resume();
		this.sweeps = this.housekeeping.scheduleWithFixedDelay(this::sweep, 0, SWEEP_SECONDS, TimeUnit.SECONDS);
	}

	private void sweep() {
		try {
			this.takeover.sweep();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not look for abandoned jobs; retrying soon", ex);
		}
	}

	@Override
	public synchronized void stop(Runnable callback) {
		Objects.requireNonNull(this.sweeps, "not started").cancel(false);
		this.sweeps = null;
		this.scheduler.pause();
		this.state.stop();
		new Thread(() -> {
			try {
				this.state.awaitIdle();
				logger.info("All runs on this node have stopped");
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				callback.run();
			}
		}, "worker-stop").start();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public synchronized boolean isRunning() {
		return this.sweeps != null;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
	}

}
