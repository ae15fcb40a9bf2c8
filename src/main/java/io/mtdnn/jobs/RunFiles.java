package io.mtdnn.jobs;

import org.springframework.stereotype.Component;

/** Files of runs, wherever they lie. */
@Component
class RunFiles {

	private final RunDirectories directories;

	RunFiles(RunDirectories directories) {
		this.directories = directories;
	}

	/** Removes checkpoints and bundles of a run that has stopped. */
	void purge(String jobId) {
		this.directories.purge(jobId);
	}

	/** Removes the checkpoints of a run that needs them no more. */
	void removeCheckpoints(String jobId) {
		this.directories.removeCheckpoints(jobId);
	}

}
