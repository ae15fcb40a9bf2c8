package io.mtdnn.jobs.preparation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.mtdnn.jobs.JobEnded;
import io.mtdnn.jobs.queue.JobQueue;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.node.NodeProperties;
import io.mtdnn.node.NodeRole;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.threads.DaemonThreads;
import io.mtdnn.training.PreflightReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Polls for jobs to prepare and to release, on nodes that accept or train jobs, because
 * these have the data. It catches up after a database outage.
 */
@Component
public class PreparationLoop implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(PreparationLoop.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration RENEWAL = PreparationLedger.LEASE.dividedBy(6);

	private final PreparationLedger ledger;

	private final JobQueue queue;

	private final Preflights preflights;

	private final Clock clock;

	private final boolean on;

	private final Set<Preparation> held = ConcurrentHashMap.newKeySet();

	private volatile Instant renewed = Instant.EPOCH;

	private volatile @Nullable ScheduledExecutorService thread;

	PreparationLoop(PreparationLedger ledger, JobQueue queue, Preflights preflights, JobsProperties properties,
			NodeProperties node, Clock clock) {
		this.ledger = ledger;
		this.queue = queue;
		this.preflights = preflights;
		this.clock = clock;
		this.on = properties.preflights() > 0
				&& (node.roles().contains(NodeRole.API) || node.roles().contains(NodeRole.WORKER));
	}

	/** Polls at once instead of at the next interval. */
	public void wake() {
		later(this::tick, Duration.ZERO);
	}

	@EventListener
	void on(JobEnded ended) {
		wake();
	}

	/**
	 * End of the lease of a preparation that begins now; null if this node prepares no
	 * jobs.
	 */
	public @Nullable Instant lease() {
		return isRunning() ? this.clock.instant().plus(PreparationLedger.LEASE) : null;
	}

	/**
	 * Completes the preparation of a job whose pre-flight began before the job was
	 * stored, with a {@link #lease()}.
	 */
	public void adopt(String jobId, TrainingPlan plan, CompletableFuture<PreflightReport> preflight) {
		follow(new Preparation(jobId, 1, plan), preflight);
	}

	private void tick() {
		try {
			renew();
			while (isRunning() && this.preflights.free()) {
				Optional<Preparation> next = this.ledger.next();
				if (next.isEmpty()) {
					break;
				}
				follow(next.get(), this.preflights.begin(next.get().plan()));
			}
			this.queue.release();
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("Could not look for jobs to prepare; retrying soon", ex);
		}
		catch (RuntimeException ex) {
			logger.error("Could not look for jobs to prepare; retrying soon", ex);
		}
	}

	private void renew() {
		Instant now = this.clock.instant();
		if (now.isAfter(this.renewed.plus(RENEWAL))) {
			this.held.forEach(this.ledger::renew);
			this.renewed = now;
		}
	}

	private void follow(Preparation preparation, CompletableFuture<PreflightReport> preflight) {
		this.held.add(preparation);
		preflight.whenComplete(
				(report, failure) -> later(() -> conclude(preparation, report, cause(failure)), Duration.ZERO));
	}

	private static @Nullable Throwable cause(@Nullable Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private void conclude(Preparation preparation, @Nullable PreflightReport report, @Nullable Throwable failure) {
		try {
			if (failure != null) {
				fail(preparation, failure);
			}
			else {
				this.ledger.succeed(preparation, Objects.requireNonNull(report));
			}
			this.held.remove(preparation);
			tick();
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Could not store the pre-flight report of job {}; retrying soon: {}", preparation.jobId(),
					ex.getMessage());
			later(() -> conclude(preparation, report, failure), INTERVAL);
		}
	}

	private void fail(Preparation preparation, Throwable failure) {
		if (failure instanceof InvalidPlanException ex) {
			this.ledger.fail(preparation, PlanProblems.kind(ex), PlanProblems.on(ex), ex.describe());
		}
		else {
			logger.error("The pre-flight of job {} failed", preparation.jobId(), failure);
			this.ledger.fail(preparation, PlanProblems.kind(failure), PlanProblems.on(failure),
					"the pre-flight failed: " + failure);
		}
	}

	private void later(Runnable work, Duration delay) {
		ScheduledExecutorService running = this.thread;
		if (running != null) {
			try {
				running.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (RejectedExecutionException ex) {
				// The node stops; another node prepares the job.
			}
		}
	}

	@Override
	public synchronized void start() {
		if (!this.on) {
			return;
		}
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("preparation"));
		this.thread = started;
		started.scheduleWithFixedDelay(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = this.thread;
		this.thread = null;
		if (running != null) {
			DaemonThreads.finish(running);
		}
		try {
			this.held.forEach(this.ledger::giveBack);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("Could not give back preparations; their leases will expire", ex);
		}
		this.held.clear();
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
