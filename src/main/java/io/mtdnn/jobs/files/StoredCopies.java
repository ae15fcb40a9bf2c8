package io.mtdnn.jobs.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.ClaimLostException;
import io.mtdnn.jobs.claims.RunCopy;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.claims.WorkerState;
import io.mtdnn.training.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Uploads the copies of one run. The run continues during an upload; of the checkpoints
 * written meanwhile, only the newest is uploaded next.
 */
final class StoredCopies implements RunCopying {

	private static final Logger logger = LoggerFactory.getLogger(StoredCopies.class);

	private static final String LATE = "Could not copy a checkpoint to the artifact store; another node would continue from an earlier one";

	private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private final Claim claim;

	private final ArtifactStore store;

	private final RunLedger ledger;

	private final WorkerState state;

	private final ExecutorService uploads;

	private final RunSnapshots snapshots;

	private CompletableFuture<Void> upload = CompletableFuture.completedFuture(null);

	private @Nullable Path waiting;

	private int stored;

	private volatile boolean lost;

	StoredCopies(Claim claim, ArtifactStore store, RunLedger ledger, WorkerState state, ExecutorService uploads,
			RunSnapshots snapshots) {
		this.claim = claim;
		this.store = store;
		this.ledger = ledger;
		this.state = state;
		this.uploads = uploads;
		this.snapshots = snapshots;
	}

	static String prefix(String jobId) {
		return "checkpoints/" + jobId;
	}

	@Override
	public void on(TrainingEvent event) {
		if (!(event instanceof TrainingEvent.CheckpointWritten) || this.lost) {
			return;
		}
		try {
			offer(this.snapshots.take());
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Could not prepare the run's files for the artifact store", ex);
		}
	}

	private synchronized void offer(Path snapshot) {
		if (this.waiting != null) {
			this.snapshots.remove(this.waiting);
		}
		this.waiting = snapshot;
		if (this.upload.isDone()) {
			this.upload = CompletableFuture.runAsync(this::upload, this.uploads);
		}
		else {
			// The thread may be about to end without having seen this snapshot.
			this.upload = this.upload.handleAsync((done, failure) -> {
				upload();
				return null;
			}, this.uploads);
		}
	}

	private synchronized @Nullable Path next() {
		Path next = this.waiting;
		this.waiting = null;
		return next;
	}

	private void upload() {
		for (Path snapshot = next(); snapshot != null; snapshot = next()) {
			try (MDC.MDCCloseable job = MDC.putCloseable(Claim.MDC_KEY, this.claim.jobId())) {
				if (held()) {
					store(snapshot);
				}
			}
			catch (RuntimeException ex) {
				logger.warn(LATE, ex);
			}
			finally {
				this.snapshots.remove(snapshot);
			}
		}
	}

	/**
	 * Whether storing still makes sense; the copy's validity is decided when it is
	 * registered.
	 */
	private boolean held() {
		try {
			this.ledger.cancelRequested(this.claim);
			return true;
		}
		catch (ClaimLostException ex) {
			this.lost = true;
			return false;
		}
		catch (DataAccessException | TransactionException ex) {
			return true;
		}
	}

	private void store(Path snapshot) {
		String artifact = prefix(this.claim.jobId()) + "/" + this.claim.attempt() + "-" + ++this.stored;
		this.store.put(artifact, snapshot);
		try {
			enter(artifact).forEach((copy) -> discard(this.store, copy.artifact()));
		}
		catch (ClaimLostException ex) {
			this.lost = true;
			discard(this.store, artifact);
		}
	}

	private List<RunCopy> enter(String artifact) {
		while (true) {
			try {
				return this.ledger.copied(this.claim, artifact);
			}
			catch (DataAccessException | TransactionException ex) {
				if (this.state.stoppingWithin(DATABASE_RETRY)) {
					throw ex;
				}
			}
		}
	}

	/** Removes an artifact that is not a valid copy. */
	static void discard(ArtifactStore store, String artifact) {
		try {
			store.delete(artifact);
		}
		catch (RuntimeException ex) {
			logger.warn("Could not remove copy {} of a run from the artifact store", artifact, ex);
		}
	}

	@Override
	public void finish() {
		CompletableFuture<Void> last;
		synchronized (this) {
			last = this.upload;
		}
		try {
			last.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn(LATE, ex);
		}
		this.snapshots.clear();
	}

}
