package io.mtdnn.jobs.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import io.mtdnn.files.FullDisk;
import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.ClaimLostException;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.claims.WorkerState;
import io.mtdnn.jobs.files.PreparedRun;
import io.mtdnn.jobs.files.RunCopying;
import io.mtdnn.jobs.files.RunDirectories;
import io.mtdnn.jobs.files.RunFolder;
import io.mtdnn.jobs.files.RunMirror;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.StopSignal.Request;
import io.mtdnn.training.TrainingEngine;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.TrainingListener;
import io.mtdnn.training.TrainingOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs one attempt of a job: runs the engine, copies the journal to the database and
 * concludes the attempt.
 */
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

	private final RunFollowers followers;

	private final WorkerState state;

	private final ScheduledExecutorService housekeeping;

	private final JobsProperties properties;

	private final JobJson json;

	private final Clock clock;

	private final DiskReserve reserve;

	JobRun(TrainingEngine engine, RunConclusion conclusion, RunLedger ledger, RunDirectories directories,
			RunMirror mirror, RunMeters meters, RunFollowers followers, WorkerState state,
			ScheduledExecutorService jobsHousekeeping, JobsProperties properties, JobJson json, DiskReserve reserve,
			Clock clock) {
		this.engine = engine;
		this.conclusion = conclusion;
		this.ledger = ledger;
		this.directories = directories;
		this.mirror = mirror;
		this.meters = meters;
		this.followers = followers;
		this.state = state;
		this.housekeeping = jobsHousekeeping;
		this.properties = properties;
		this.json = json;
		this.clock = clock;
		this.reserve = reserve;
	}

	/**
	 * Runs a claimed and locked job in a prepared directory.
	 */
	CompletionHandler<Void> run(Claim claim, PreparedRun prepared) {
		CompletionHandler<Void> leave = untilWritten(() -> {
			this.mirror.discard(this.ledger.passedOver(claim, prepared.newestCopy()));
			return null;
		});
		return (leave != null) ? leave : begin(claim, prepared);
	}

	private CompletionHandler<Void> begin(Claim claim, PreparedRun prepared) {
		try (RunJournal journal = RunJournal.open(this.directories.journal(claim.jobId()), this.json)) {
			JournalWriter writer = new JournalWriter(journal, this.ledger, claim, this.meters);
			RunCopying copying = this.mirror.copying(claim);
			Supplier<CompletionHandler<Void>> end = beside(writer,
					(measured) -> train(claim, listener(claim, prepared, journal, writer, copying, measured), writer));
			copying.finish();
			return untilWritten(() -> {
				writer.drain();
				return end.get();
			});
		}
		catch (IOException ex) {
			return unprepared(claim, RunFolder.unusable(ex));
		}
		finally {
			// Unless a conclusion has told them: the claim is lost, or the database away.
			this.followers.ended(claim.jobId(), AttemptOutcome.LOST);
		}
	}

	/** Ends an attempt whose directory could not be prepared. */
	CompletionHandler<Void> unprepared(Claim claim, TrainingFailure failure) {
		logger.error("Attempt {} cannot start: {}", claim.attempt(), failure.getMessage(), failure.getCause());
		return untilWritten(failed(claim, kind(failure), failure.getMessage()));
	}

	private Supplier<CompletionHandler<Void>> failed(Claim claim, FailureKind kind, @Nullable String reason) {
		return () -> this.conclusion.failed(claim, kind, reason);
	}

	private TrainingListener listener(Claim claim, PreparedRun prepared, RunJournal journal, JournalWriter writer,
			RunCopying copying, RunMeters.OfRun measured) {
		return new RunListener(journal, prepared.notes(), () -> announce(writer), List.of(measured::on,
				new RunNarrator(claim.plan().epochs(), this.clock)::on, copying::on, this.followers.begin(claim)));
	}

	/**
	 * Records the attempt's start in the database before training, because the stored
	 * journal position refers to the journal of the latest attempt in the database.
	 */
	private void announce(JournalWriter writer) {
		untilWritten(() -> {
			writer.drain();
			return QueueAnswers.DONE;
		});
	}

	/**
	 * Trains, and returns a function that concludes the attempt once its journal is
	 * written.
	 */
	private Supplier<CompletionHandler<Void>> train(Claim claim, TrainingListener listener, JournalWriter writer) {
		try {
			PausePoint pause = new PausePoint(claim.pauseAt());
			RunSpace space = new RunSpace(this.reserve, this.directories.checkpoints(claim.jobId()));
			logger.info("Starting attempt {} of job {} '{}'", claim.attempt(), claim.jobId(), claim.name());
			TrainingOutcome outcome = this.engine.run(claim.jobId(), claim.plan(), claim.inputs(),
					this.directories.of(claim.jobId()), (event) -> {
						listener.on(event);
						space.on(event);
						pause.on(event);
					}, new RunStop(() -> mustStop(writer), space, pause));
			if (outcome.paused()) {
				return () -> this.conclusion.paused(claim);
			}
			return outcome.completed() ? () -> this.conclusion.completed(claim, outcome)
					: stopped(claim, space, writer);
		}
		catch (TrainingFailure ex) {
			logger.error("The run failed ({}): {}", ex.kind(), ex.getMessage(), ex.getCause());
			return failed(claim, kind(ex), ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			logger.error("The run failed", ex);
			return failed(claim, FailureKind.INTERNAL, ex.toString());
		}
	}

	private Supplier<CompletionHandler<Void>> stopped(Claim claim, RunSpace space, JournalWriter writer) {
		return space.reason()
			.map((reason) -> failed(claim, FailureKind.CAPACITY, reason))
			.orElseGet(() -> () -> this.conclusion.stopped(claim, writer.cancelRequested()));
	}

	/** Detects a full disk, which can surface in any failure. */
	private static FailureKind kind(TrainingFailure failure) {
		return FullDisk.caused(failure) ? FailureKind.CAPACITY : failure.kind();
	}

	private boolean mustStop(JournalWriter writer) {
		return writer.cancelRequested() || writer.claimLost() || this.state.stopping();
	}

	private <T> T beside(JournalWriter writer, Function<RunMeters.OfRun, T> training) {
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

	/**
	 * Retries until the database is available, because a job ends only when its row is
	 * written.
	 */
	private CompletionHandler<Void> untilWritten(Supplier<CompletionHandler<Void>> work) {
		while (true) {
			try {
				return work.get();
			}
			catch (ClaimLostException ex) {
				logger.warn("Discarding the end of the run: {}", ex.getMessage());
				return QueueAnswers.LEAVE;
			}
			catch (DataAccessException | TransactionException ex) {
				logger.warn("Could not store the end of the run; retrying: {}", ex.getMessage());
				if (this.state.stoppingWithin(DATABASE_RETRY)) {
					return QueueAnswers.LEAVE;
				}
			}
		}
	}

}
