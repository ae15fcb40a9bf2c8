package io.mtdnn.jobs.preparation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.threads.DaemonThreads;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.TrainingEngine;
import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;

/**
 * Runs pre-flights. Limits how many run at a time, because each reads and encodes whole
 * datasets on all cores.
 */
@Component
public class Preflights {

	private final TrainingEngine engine;

	private final MeterRegistry meters;

	private final int most;

	private final ExecutorService threads;

	private final AtomicInteger open = new AtomicInteger();

	Preflights(TrainingEngine engine, JobsProperties properties, MeterRegistry meters) {
		this.engine = engine;
		this.meters = meters;
		this.most = properties.preflights();
		this.threads = Executors.newFixedThreadPool(Math.max(1, this.most), new DaemonThreads("preflight"));
	}

	/** Whether a new pre-flight would begin at once. */
	boolean free() {
		return this.open.get() < this.most;
	}

	/**
	 * Runs a pre-flight as soon as a thread is free. It fails with the exceptions of
	 * {@link TrainingEngine#preflight}.
	 */
	public CompletableFuture<PreflightReport> begin(TrainingPlan plan) {
		this.open.incrementAndGet();
		return CompletableFuture.supplyAsync(() -> measured(plan), this.threads);
	}

	/**
	 * Waits for a pre-flight.
	 * @return the report; empty if the pre-flight takes longer
	 */
	public static Optional<PreflightReport> await(CompletableFuture<PreflightReport> preflight, Duration most) {
		try {
			return Optional.of(preflight.get(most.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure
					: new IllegalStateException(ex.getCause());
		}
	}

	private PreflightReport measured(TrainingPlan plan) {
		Timer.Sample sample = Timer.start(this.meters);
		try {
			return this.engine.preflight(plan);
		}
		finally {
			sample.stop(this.meters.timer(MeterNames.PREFLIGHT));
			this.open.decrementAndGet();
		}
	}

	@PreDestroy
	void close() {
		this.threads.shutdownNow();
	}

}
