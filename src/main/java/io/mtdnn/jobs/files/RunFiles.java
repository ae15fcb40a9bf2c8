package io.mtdnn.jobs.files;

import java.nio.file.Files;
import java.nio.file.Path;

import io.mtdnn.artifacts.ArtifactStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Provides access to files of runs, in the run's directory or, if nodes share no volume,
 * in the artifact store.
 */
@Component
public class RunFiles {

	private final RunDirectories directories;

	private final RunMirror mirror;

	private final ArtifactStore artifacts;

	RunFiles(RunDirectories directories, RunMirror mirror, ArtifactStore artifacts) {
		this.directories = directories;
		this.mirror = mirror;
		this.artifacts = artifacts;
	}

	/** Stores what an evaluation without training has written, for all nodes. */
	public void keepEvaluation(String jobId, Path folder) {
		this.artifacts.put(evaluationKey(jobId), folder);
	}

	/**
	 * The folder that an evaluation without training has written.
	 * @throws java.util.NoSuchElementException when there is none
	 */
	public Path evaluation(String jobId) {
		return this.artifacts.fetch(evaluationKey(jobId));
	}

	private static String evaluationKey(String jobId) {
		return "evaluations/" + jobId;
	}

	/** Removes checkpoints and bundles of a run that has stopped. */
	public void purge(String jobId) {
		this.directories.purge(jobId);
		this.mirror.remove(jobId);
		this.artifacts.delete(evaluationKey(jobId));
	}

	/** Removes the checkpoints of a finished run. */
	public void removeCheckpoints(String jobId) {
		this.directories.removeCheckpoints(jobId);
		this.mirror.remove(jobId);
	}

	/** The job's log; null if neither this node nor the artifact store has one. */
	public @Nullable Path log(String jobId) {
		Path local = this.directories.log(jobId);
		return Files.isRegularFile(local) ? local : this.mirror.log(jobId);
	}

}
