package io.mtdnn.tracking.mlflow;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.mtdnn.threads.DaemonThreads;
import io.mtdnn.tracking.scalars.Scalars;
import io.mtdnn.training.RunFollower;
import io.mtdnn.training.TrainingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mirrors runs to a tracking server. Runs only add to queues in memory; one thread
 * transfers them. While the server fails, numbers wait, up to a limit, and a run that has
 * ended waits for an hour.
 */
final class Mlflow implements RunFollower, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Mlflow.class);

	private static final Duration PATIENCE = Duration.ofHours(1);

	private static final Duration CLOSING = Duration.ofSeconds(5);

	private final MlflowServer server;

	private final Clock clock;

	private final Queue<MlflowRun> runs = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(new DaemonThreads("mlflow"));

	private boolean failing;

	Mlflow(MlflowServer server, Duration interval, Clock clock) {
		this.server = server;
		this.clock = clock;
		this.thread.scheduleWithFixedDelay(this::transfer, interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	@Override
	public Following follow(FollowedRun run) {
		MlflowRun mirrored = new MlflowRun(run, this.clock.millis());
		this.runs.add(mirrored);
		Scalars scalars = new Scalars();
		return new Following() {

			@Override
			public void on(TrainingEvent event) {
				scalars.of(event).forEach((scalar) -> mirrored.add(scalar, Mlflow.this.clock.millis()));
			}

			@Override
			public void ended(End end) {
				mirrored.end(end, Mlflow.this.clock.millis());
			}

		};
	}

	/** Transfers what waits; keeps what cannot be transferred. */
	void transfer() {
		boolean failed = false;
		for (MlflowRun run : List.copyOf(this.runs)) {
			try {
				if (run.transfer(this.server)) {
					this.runs.remove(run);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (IOException | RuntimeException ex) {
				failed(run, ex);
				failed = true;
			}
		}
		this.failing = failed;
	}

	private void failed(MlflowRun run, Exception cause) {
		if (!this.failing) {
			this.failing = true;
			logger.warn("Runs are currently not mirrored to MLflow: {}", cause.toString());
		}
		if (run.ended() > 0 && this.clock.millis() - run.ended() > PATIENCE.toMillis()) {
			this.runs.remove(run);
		}
	}

	/** Runs that are not completely mirrored. */
	int open() {
		return this.runs.size();
	}

	/** Transfers what waits once more, for a few seconds at most. */
	@Override
	public void close() {
		if (!this.thread.isShutdown()) {
			this.thread.execute(this::transfer);
			this.thread.shutdown();
		}
		try {
			if (!this.thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
				this.thread.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.thread.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
