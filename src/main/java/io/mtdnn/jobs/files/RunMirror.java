package io.mtdnn.jobs.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.artifacts.DamagedArtifactException;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.CopyStore;
import io.mtdnn.jobs.claims.RunCopy;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.claims.WorkerState;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.threads.DaemonThreads;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Copies runs to the artifact store, for nodes that share no volume. After each
 * checkpoint the run's directory is uploaded while the run continues. The last two copies
 * are kept; a worker that takes over the job starts from the newest readable one. Each
 * copy has its own key and becomes valid once the ledger contains it, so that a worker
 * without a valid claim changes nothing. Disabled if runs are on a shared volume.
 */
@Component
public class RunMirror {

	private static final Logger logger = LoggerFactory.getLogger(RunMirror.class);

	private final ArtifactStore store;

	private final CopyStore copies;

	private final RunLedger ledger;

	private final RunDirectories directories;

	private final WorkerState state;

	private final boolean on;

	/** One thread per uploading run. */
	private final ExecutorService uploads = Executors.newCachedThreadPool(new DaemonThreads("run-mirror"));

	RunMirror(ArtifactStore store, CopyStore copies, RunLedger ledger, RunDirectories directories, WorkerState state,
			JobsProperties properties) {
		this.store = store;
		this.copies = copies;
		this.ledger = ledger;
		this.directories = directories;
		this.state = state;
		this.on = properties.mirrorRuns();
	}

	boolean on() {
		return this.on;
	}

	/**
	 * Copies a run that this node has claimed after each checkpoint; does nothing if
	 * copies are disabled.
	 */
	public RunCopying copying(Claim claim) {
		return this.on ? new StoredCopies(claim, this.store, this.ledger, this.state, this.uploads,
				new RunSnapshots(this.directories.of(claim.jobId()))) : RunCopying.OFF;
	}

	/**
	 * Replaces this node's files with the newest readable copy.
	 * @return null if the run has no copies
	 * @throws java.io.UncheckedIOException when the store cannot be reached
	 */
	@Nullable PreparedRun restore(String jobId) throws IOException {
		List<RunCopy> stored = this.copies.of(jobId);
		if (stored.isEmpty()) {
			return null;
		}
		List<String> notes = new ArrayList<>();
		for (RunCopy copy : stored) {
			Path files = fetch(copy, notes);
			if (files != null) {
				logger.info("Run {} continues from copy {} in the artifact store", jobId, copy.number());
				this.directories.replace(jobId, files);
				return new PreparedRun(copy.number(), notes);
			}
		}
		notes.add("no copy of the run in the artifact store is readable; the run starts over");
		this.directories.clear(jobId);
		return new PreparedRun(0, notes);
	}

	private @Nullable Path fetch(RunCopy copy, List<String> notes) {
		try {
			return this.store.fetch(copy.artifact());
		}
		catch (NoSuchElementException | DamagedArtifactException ex) {
			logger.warn("Copy {} cannot be read", copy.artifact(), ex);
			notes.add("copy " + copy.number() + " of the run in the artifact store was skipped: " + ex.getMessage());
			return null;
		}
	}

	/** Removes obsolete copies. */
	public void discard(List<RunCopy> old) {
		old.forEach((copy) -> StoredCopies.discard(this.store, copy.artifact()));
	}

	void remove(String jobId) {
		if (this.on) {
			this.copies.removeAfter(jobId, 0);
			this.store.keys(StoredCopies.prefix(jobId)).forEach(this.store::delete);
		}
	}

	/** The job's log as of the last stored checkpoint; empty before the first one. */
	byte[] log(String jobId) {
		List<RunCopy> stored = this.on ? this.copies.of(jobId) : List.of();
		byte[] log = stored.isEmpty() ? null
				: this.store.read(stored.get(0).artifact(), this.directories.log(jobId).getFileName().toString());
		return (log != null) ? log : new byte[0];
	}

	@PreDestroy
	void close() {
		this.uploads.shutdownNow();
	}

}
