package io.mtdnn.jobs.run;

import java.io.UncheckedIOException;
import java.util.List;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.claims.Claim;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What follows the end of a run: the model's registration, the job's status, and the
 * queue entry's fate.
 */
@Component
class RunConclusion {

	private static final Logger logger = LoggerFactory.getLogger(RunConclusion.class);

	private static final String BEST_ID = "-best";

	private static final String BEST_NAME = " (best epoch)";

	/** Most characters of a model's name. */
	private static final int MODEL_NAME = 200;

	private final ModelRegistry registry;

	private final RunLedger ledger;

	private final RunFiles files;

	private final RunMeters meters;

	private final WorkerState state;

	private final JobsProperties properties;

	RunConclusion(ModelRegistry registry, RunLedger ledger, RunFiles files, RunMeters meters, WorkerState state,
			JobsProperties properties) {
		this.registry = registry;
		this.ledger = ledger;
		this.files = files;
		this.meters = meters;
		this.state = state;
		this.properties = properties;
	}

	/**
	 * The engine has stopped because it was asked to, and has written a checkpoint. As
	 * all conclusions it may be drawn again when the database was away.
	 * @throws DataAccessException or TransactionException when the database is away
	 */
	CompletionHandler<Void> stopped(Claim claim, boolean cancelRequested) {
		if (cancelRequested) {
			this.ledger.cancel(claim);
			return ended(claim, AttemptOutcome.CANCELLED);
		}
		if (this.state.stopping()) {
			this.ledger.handBack(claim, "the node was shut down; another worker goes on");
			this.meters.attemptEnded(AttemptOutcome.HANDED_BACK);
			return QueueAnswers.BACK;
		}
		return failed(claim, FailureKind.INTERNAL, "the engine stopped without being asked");
	}

	/** All epochs are done. */
	CompletionHandler<Void> completed(Claim claim, List<KeptModel> models) {
		// A worker that has lost its claim registers nothing.
		this.ledger.cancelRequested(claim);
		try {
			boolean several = models.size() > 1;
			for (KeptModel model : models) {
				this.registry.register(registration(claim, model, several && model.as() == Keep.BEST));
			}
		}
		catch (DataAccessException | TransactionException ex) {
			throw ex;
		}
		catch (UncheckedIOException ex) {
			logger.error("The trained model could not be stored", ex);
			TrainingFailure failure = TrainingFailure.unwritten("the trained model", null, ex.getCause());
			return failed(claim, failure.kind(), failure.getMessage());
		}
		catch (RuntimeException ex) {
			logger.error("The trained model could not be registered", ex);
			return failed(claim, FailureKind.INTERNAL, "the model could not be registered: " + ex);
		}
		this.ledger.succeed(claim);
		if (!this.properties.keepCheckpoints()) {
			this.files.removeCheckpoints(claim.jobId());
		}
		return ended(claim, AttemptOutcome.SUCCEEDED);
	}

	/**
	 * The job's own id and name belong to its only model, or to the last epoch's of two.
	 */
	private static ModelRegistration registration(Claim claim, KeptModel model, boolean second) {
		String id = claim.jobId() + (second ? BEST_ID : "");
		String name = second ? Excerpt.within(claim.name(), MODEL_NAME - BEST_NAME.length()) + BEST_NAME : claim.name();
		return new ModelRegistration(id, name, model.bundle(), model.metrics());
	}

	/** The run could not go on. */
	CompletionHandler<Void> failed(Claim claim, FailureKind kind, String reason) {
		if (kind == FailureKind.INTERNAL) {
			int failures = this.ledger.failOrRetry(claim, reason);
			if (failures > 0) {
				this.meters.attemptEnded(AttemptOutcome.FAILED);
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
		if (this.ledger.purged(claim.jobId())) {
			this.files.purge(claim.jobId());
		}
		return QueueAnswers.DONE;
	}

}
