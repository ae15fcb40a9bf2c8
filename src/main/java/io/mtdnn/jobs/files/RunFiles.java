package io.mtdnn.jobs.files;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.stereotype.Component;

/**
 * Files of runs, wherever they lie: in the run's directory, or in the artifact store when
 * nodes share no volume.
 */
@Component
public class RunFiles {

	private final RunDirectories directories;

	private final RunMirror mirror;

	RunFiles(RunDirectories directories, RunMirror mirror) {
		this.directories = directories;
		this.mirror = mirror;
	}

	/** Removes checkpoints and bundles of a run that has stopped. */
	public void purge(String jobId) {
		this.directories.purge(jobId);
		this.mirror.remove(jobId);
	}

	/** Removes the checkpoints of a run that needs them no more. */
	public void removeCheckpoints(String jobId) {
		this.directories.removeCheckpoints(jobId);
		this.mirror.remove(jobId);
	}

	/** The job's log; null when this node has none and finds none. */
	public Path log(String jobId) {
		Path local = this.directories.log(jobId);
		return Files.isRegularFile(local) ? local : this.mirror.log(jobId);
	}

}
