package io.mtdnn.jobs.run;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.ClaimLostException;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.claims.WorkerState;
import io.mtdnn.jobs.files.RunFiles;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.plan.Keep;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.task.Excerpt;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.KeptModel;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.TrainingOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Concludes a run: registers its model, sets the job's status and decides what happens to
 * the queue entry.
 */
@Component
class RunConclusion {

	private static final Logger logger = LoggerFactory.getLogger(RunConclusion.class);

	private static final String BEST_ID = "-best";

	private static final String BEST_NAME = " (best epoch)";

	/** Maximum number of characters of a model's name. */
	private static final int MODEL_NAME = 200;

	private final ModelRegistry registry;

	private final RunLedger ledger;

	private final RunFiles files;

	private final RunMeters meters;

	private final RunFollowers followers;

	private final WorkerState state;

	private final JobsProperties properties;

	RunConclusion(ModelRegistry registry, RunLedger ledger, RunFiles files, RunMeters meters, RunFollowers followers,
			WorkerState state, JobsProperties properties) {
		this.registry = registry;
		this.ledger = ledger;
		this.files = files;
		this.meters = meters;
		this.followers = followers;
		this.state = state;
		this.properties = properties;
	}

	/**
	 * Concludes a run that stopped on request after writing a checkpoint. Like all
	 * conclusions, it can be repeated after a database failure.
	 * @throws DataAccessException or TransactionException when the database is
	 * unavailable
	 */
	CompletionHandler<Void> stopped(Claim claim, boolean cancelRequested) {
		if (cancelRequested) {
			this.ledger.cancel(claim);
			return ended(claim, AttemptOutcome.CANCELLED);
		}
		if (this.state.stopping()) {
			this.ledger.handBack(claim, "the node was shut down; another worker continues");
			this.meters.attemptEnded(AttemptOutcome.HANDED_BACK);
			this.followers.ended(claim.jobId(), AttemptOutcome.HANDED_BACK);
			return QueueAnswers.BACK;
		}
		return failed(claim, FailureKind.INTERNAL, "the engine stopped unexpectedly");
	}

	/** Concludes a run that has reached the step at which it pauses. */
	CompletionHandler<Void> paused(Claim claim) {
		this.ledger.pause(claim);
		return ended(claim, AttemptOutcome.PAUSED);
	}

	/** Concludes a run that has completed all epochs. */
	CompletionHandler<Void> completed(Claim claim, TrainingOutcome outcome) {
		List<KeptModel> models = outcome.models();
		// A worker that has lost its claim stores nothing and registers no models.
		this.ledger.cancelRequested(claim);
		try {
			if (outcome.evaluation() != null) {
				this.files.keepEvaluation(claim, outcome.evaluation());
			}
			boolean several = models.size() > 1;
			for (KeptModel model : models) {
				this.registry.register(registration(claim, model, several && model.as() == Keep.BEST),
						() -> this.ledger.cancelRequested(claim));
			}
		}
		catch (DataAccessException | TransactionException | ClaimLostException ex) {
			throw ex;
		}
		catch (UncheckedIOException ex) {
			logger.error("Could not store the result of the run", ex);
			TrainingFailure failure = TrainingFailure.unwritten(
					(outcome.evaluation() != null) ? "the evaluation" : "the trained model", null,
					Objects.requireNonNull(ex.getCause()));
			return failed(claim, failure.kind(), failure.getMessage());
		}
		catch (RuntimeException ex) {
			logger.error("Could not register the trained model", ex);
			return failed(claim, FailureKind.INTERNAL, "the model could not be registered: " + ex);
		}
		this.ledger.succeed(claim);
		CompletionHandler<Void> answer = ended(claim, AttemptOutcome.SUCCEEDED);
		if (!this.properties.keepCheckpoints()) {
			this.files.removeCheckpoints(claim.jobId());
		}
		return answer;
	}

	/**
	 * The only model, or the last epoch's model of two, gets the job's id and name.
	 */
	private static ModelRegistration registration(Claim claim, KeptModel model, boolean second) {
		String id = claim.jobId() + (second ? BEST_ID : "");
		String name = second ? Excerpt.within(claim.name(), MODEL_NAME - BEST_NAME.length()) + BEST_NAME : claim.name();
		return new ModelRegistration(id, name, model.bundle(), model.metrics(), Integer.toString(claim.attempt()));
	}

	/** Concludes a failed run; its job is cancelled if that was requested before. */
	CompletionHandler<Void> failed(Claim claim, FailureKind kind, @Nullable String reason) {
		if (this.ledger.cancelFailed(claim, reason)) {
			return ended(claim, AttemptOutcome.CANCELLED);
		}
		if (kind == FailureKind.INTERNAL) {
			int failures = this.ledger.failOrRetry(claim, reason);
			if (failures > 0) {
				this.meters.attemptEnded(AttemptOutcome.FAILED);
				this.followers.ended(claim.jobId(), AttemptOutcome.HANDED_BACK);
				return QueueAnswers.later(this.properties.retryDelay().multipliedBy(failures));
			}
		}
		else {
			this.ledger.fail(claim, kind, reason);
		}
		return ended(claim, AttemptOutcome.FAILED);
	}

	private CompletionHandler<Void> ended(Claim claim, AttemptOutcome outcome) {
		logger.info("Job {} has ended: {}", claim.jobId(), outcome);
		this.meters.attemptEnded(outcome);
		this.followers.ended(claim.jobId(), outcome);
		this.files.purgeIfRequested(claim.jobId());
		return QueueAnswers.DONE;
	}

}
