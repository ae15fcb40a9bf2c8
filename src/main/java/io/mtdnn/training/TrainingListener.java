package io.mtdnn.training;

/** Hears a run's events on the training thread; must return quickly and must not throw. */
@FunctionalInterface
public interface TrainingListener {

	void on(TrainingEvent event);

}
