package io.mtdnn.jobs.files;

import io.mtdnn.training.TrainingEvent;

/** The copying of one run while it is under way. */
public interface RunCopying {

	/** Copies nothing. */
	RunCopying OFF = new RunCopying() {

		@Override
		public void on(TrainingEvent event) {
			// Other nodes see the run's directory itself.
		}

		@Override
		public void finish() {
			// Nothing is under way.
		}

	};

	/** Hears the events of the run. */
	void on(TrainingEvent event);

	/**
	 * Waits until the run's last checkpoint is stored, so that another node may continue
	 * from it.
	 */
	void finish();

}
