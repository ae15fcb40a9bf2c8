package io.mtdnn.jobs.files;

import io.mtdnn.training.TrainingEvent;

/** Copies one run to the artifact store while it is in progress. */
public interface RunCopying {

	/** Copies nothing. */
	RunCopying OFF = new RunCopying() {

		@Override
		public void on(TrainingEvent event) {
			// Other nodes see the run's directory itself.
		}

		@Override
		public void finish() {
			// There are no uploads to wait for.
		}

	};

	/** Receives the events of the run. */
	void on(TrainingEvent event);

	/**
	 * Waits until the run's last checkpoint is stored, so that another node can continue
	 * from it.
	 */
	void finish();

}
