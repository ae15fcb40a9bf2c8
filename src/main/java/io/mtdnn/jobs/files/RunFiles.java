package io.mtdnn.jobs.files;

import java.nio.file.Files;
import java.nio.file.Path;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.ClaimLostException;
import io.mtdnn.jobs.claims.RunLedger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Provides access to files of runs, in the run's directory or, if nodes share no volume,
 * in the artifact store.
 */
@Component
public class RunFiles {

	private static final Logger logger = LoggerFactory.getLogger(RunFiles.class);

	private final RunDirectories directories;

	private final RunMirror mirror;

	private final ArtifactStore artifacts;

	private final RunLedger ledger;

	RunFiles(RunDirectories directories, RunMirror mirror, ArtifactStore artifacts, RunLedger ledger) {
		this.directories = directories;
		this.mirror = mirror;
		this.artifacts = artifacts;
		this.ledger = ledger;
	}

	/**
	 * Stores what an attempt at an evaluation without training has written, for all
	 * nodes, instead of what earlier attempts have stored. An attempt that has lost its
	 * claim leaves nothing behind.
	 */
	public void keepEvaluation(Claim claim, Path folder) {
		String key = evaluations(claim.jobId()) + claim.attempt();
		this.artifacts.put(key, folder);
		try {
			this.ledger.cancelRequested(claim);
		}
		catch (ClaimLostException ex) {
			tidy(claim.jobId(), () -> this.artifacts.delete(key));
			throw ex;
		}
		tidy(claim.jobId(), () -> {
			for (int earlier = 1; earlier < claim.attempt(); earlier++) {
				this.artifacts.delete(evaluations(claim.jobId()) + earlier);
			}
		});
	}

	/**
	 * The folder that an attempt at an evaluation without training has written.
	 * @throws java.util.NoSuchElementException when there is none
	 */
	public Path evaluation(String jobId, int attempt) {
		return this.artifacts.fetch(evaluations(jobId) + attempt);
	}

	/** The prefix of the keys of a job's evaluations, one for each attempt. */
	private static String evaluations(String jobId) {
		return "evaluations/" + jobId + "/";
	}

	/**
	 * Removes checkpoints and bundles of a run if it has ended and its user has asked for
	 * that. It cannot be resumed meanwhile.
	 */
	public void purge(String jobId) {
		this.ledger.purge(jobId, () -> {
			this.directories.purge(jobId);
			this.mirror.remove(jobId);
			this.artifacts.keys(evaluations(jobId)).forEach(this.artifacts::delete);
		});
	}

	/** Purges a run that has ended if its user has asked for that; logs failures. */
	public void purgeIfRequested(String jobId) {
		tidy(jobId, () -> purge(jobId));
	}

	/** Removes the checkpoints of a finished run. */
	public void removeCheckpoints(String jobId) {
		tidy(jobId, () -> {
			this.directories.removeCheckpoints(jobId);
			this.mirror.remove(jobId);
		});
	}

	/** The run has ended, so that a failure costs only space. */
	private static void tidy(String jobId, Runnable removal) {
		try {
			removal.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Could not remove the files of job {}; DELETE /jobs/{}?purge=true removes them", jobId, jobId,
					ex);
		}
	}

	/** The job's log; null if this node has none. */
	public @Nullable Path log(String jobId) {
		Path local = this.directories.log(jobId);
		return Files.isRegularFile(local) ? local : null;
	}

	/** The job's log at the last checkpoint, in the artifact store; empty without one. */
	public byte[] copiedLog(String jobId) {
		return this.mirror.log(jobId);
	}

}
