package io.mtdnn.training;

/**
 * Receives a run's events on the training thread. It must return quickly. What it throws
 * ends the run: a {@link TrainingFailure} as it is, anything else as a fault of the
 * service.
 */
@FunctionalInterface
public interface TrainingListener {

	void on(TrainingEvent event);

}
