package io.mtdnn.training;

/**
 * Receives a run's events on the training thread. It must return quickly. An exception
 * from it ends the run: a {@link TrainingFailure} unchanged, any other as a fault of the
 * service.
 */
@FunctionalInterface
public interface TrainingListener {

	void on(TrainingEvent event);

}
