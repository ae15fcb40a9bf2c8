package io.mtdnn.training;

/**
 * Receives a run's events on the training thread, and must return quickly. An exception
 * from it ends the run: a {@link TrainingFailure} with its kind, any other as a fault of
 * the service.
 */
@FunctionalInterface
public interface TrainingListener {

	void on(TrainingEvent event);

}
