package io.mtdnn.experiments.run;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.mtdnn.jobs.JobEnded;
import io.mtdnn.threads.DaemonThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Advances experiments when a job has ended or a user has changed them, and at intervals
 * on every node; the lease lets one of them work.
 */
@Component
class ExperimentSweep implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ExperimentSweep.class);

	private final Coordinator coordinator;

	private final ExperimentsProperties properties;

	private @Nullable ScheduledExecutorService executor;

	ExperimentSweep(Coordinator coordinator, ExperimentsProperties properties) {
		this.coordinator = coordinator;
		this.properties = properties;
	}

	@Override
	public synchronized void start() {
		if (this.executor == null) {
			this.executor = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("experiments"));
			long millis = this.properties.sweep().toMillis();
			this.executor.scheduleWithFixedDelay(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Advances the experiment of a job at once. The sweep handles the ends of which this
	 * node is not notified.
	 */
	@EventListener
	void on(JobEnded ended) {
		soon(() -> this.coordinator.ended(ended.id()));
	}

	/** Advances an experiment that a user has changed. */
	void changed(String experiment) {
		soon(() -> this.coordinator.changed(experiment));
	}

	private synchronized void soon(Runnable work) {
		if (this.executor != null) {
			this.executor.execute(() -> guarded(work));
		}
	}

	private void sweep() {
		guarded(this.coordinator::sweep);
	}

	private static void guarded(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			log.warn("Experiments could not be advanced; retrying at the next sweep: {}", ex.getMessage());
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService ending;
		synchronized (this) {
			ending = this.executor;
			this.executor = null;
		}
		// Not under the lock, because ends of jobs are still reported meanwhile.
		if (ending != null) {
			DaemonThreads.finish(ending);
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

}
