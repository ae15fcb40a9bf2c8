package io.mtdnn.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.mtdnn.files.FullDisk;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.training.InvalidPlanException;
import io.mtdnn.training.StopSignal.Request;
import io.mtdnn.training.TrainingEngine;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.TrainingOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs one attempt of a job: the engine, beside it the journal's way into the database, and what follows the end. */
@Component
class JobRun {

	private static final Logger logger = LoggerFactory.getLogger(JobRun.class);

	private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

	private final TrainingEngine engine;

	private final RunConclusion conclusion;

	private final RunLedger ledger;

	private final RunDirectories directories;

	private final RunMirror mirror;

	private final RunMeters meters;

	private final WorkerState state;

	private final ScheduledExecutorService housekeeping;

	private final JobsProperties properties;

	private final JobJson json;

	private final DiskReserve reserve;

	JobRun(TrainingEngine engine, RunConclusion conclusion, RunLedger ledger, RunDirectories directories,
			RunMirror mirror, RunMeters meters, WorkerState state, ScheduledExecutorService jobsHousekeeping, JobsProperties properties,
			JobJson json, DiskReserve reserve) {
		this.engine = engine;
		this.conclusion = conclusion;
		this.ledger = ledger;
		this.directories = directories;
		this.mirror = mirror;
		this.meters = meters;
		this.state = state;
		this.housekeeping = jobsHousekeeping;
		this.properties = properties;
		this.json = json;
		this.reserve = reserve;
	}

	/** Runs a job that this worker has claimed and whose lock it holds. */
	Verdict run(Claim claim) {
		try (RunJournal journal = RunJournal.open(this.directories.journal(claim.jobId()), this.json)) {
			JournalWriter writer = new JournalWriter(journal, this.ledger, claim, this.meters);
			RunEnd end = beside(writer, (run) -> train(claim, journal, writer, run));
			this.mirror.finish(claim.jobId());
			return untilWritten(() -> {
				writer.drain();
				return this.conclusion.conclude(claim, end, writer.cancelRequested());
			});
		}
		catch (IOException ex) {
			RunEnd end = new RunEnd.Failed(FailureKind.CAPACITY, "the run's directory cannot be used: " + ex);
			return untilWritten(() -> this.conclusion.conclude(claim, end, false));
		}
	}

	private RunEnd train(Claim claim, RunJournal journal, JournalWriter writer, RunMeters.OfRun measured) {
		try {
			RunSpace space = new RunSpace(this.reserve, this.directories.checkpoints(claim.jobId()));
			logger.info("Attempt {} of job {} '{}' begins", claim.attempt(), claim.jobId(), claim.name());
			TrainingOutcome outcome = this.engine.run(claim.jobId(), claim.plan(), claim.inputs(),
					this.directories.of(claim.jobId()), (event) -> {
						journal.append(event);
						measured.on(event);
						space.on(event);
						this.mirror.on(claim.jobId(), event);
					}, () -> mustStop(writer) ? Request.CHECKPOINT_AND_STOP : space.request());
			return outcome.completed() ? new RunEnd.Completed(outcome) : stopped(space);
		}
		catch (InvalidPlanException ex) {
			return new RunEnd.Failed(FailureKind.USER, ex.describe());
		}
		catch (TrainingFailure ex) {
			logger.error("The run failed ({}): {}", ex.kind(), ex.getMessage(), ex.getCause());
			return new RunEnd.Failed(kind(ex), ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			logger.error("The run failed", ex);
			return new RunEnd.Failed(FailureKind.INTERNAL, ex.toString());
		}
	}

	private static RunEnd stopped(RunSpace space) {
		return space.reason()
			.<RunEnd>map((reason) -> new RunEnd.Failed(FailureKind.CAPACITY, reason))
			.orElseGet(RunEnd.Stopped::new);
	}

	/** A full disk may show anywhere. */
	private static FailureKind kind(TrainingFailure failure) {
		return FullDisk.caused(failure) ? FailureKind.CAPACITY : FailureKind.valueOf(failure.kind().name());
	}

	private boolean mustStop(JournalWriter writer) {
		return writer.cancelRequested() || writer.claimLost() || this.state.stopping();
	}

	private RunEnd beside(JournalWriter writer, Function<RunMeters.OfRun, RunEnd> training) {
		long interval = this.properties.progressInterval().toMillis();
		Future<?> ticks = this.housekeeping.scheduleWithFixedDelay(writer::tick, interval, interval,
				TimeUnit.MILLISECONDS);
		try (RunMeters.OfRun measured = this.meters.run(writer)) {
			return training.apply(measured);
		}
		finally {
			ticks.cancel(false);
		}
	}

	/** Tries again while the database is away: a job's end is what its row says. */
	private Verdict untilWritten(Supplier<Verdict> work) {
		while (true) {
			try {
				return work.get();
			}
			catch (ClaimLostException ex) {
				logger.warn("The run is void: {}", ex.getMessage());
				return Verdict.LEAVE;
			}
			catch (DataAccessException | TransactionException ex) {
				logger.warn("The end of the run cannot be written yet: {}", ex.getMessage());
				if (stoppingSoon()) {
					return Verdict.LEAVE;
				}
			}
		}
	}

	private boolean stoppingSoon() {
		try {
			return this.state.stoppingWithin(DATABASE_RETRY);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}
