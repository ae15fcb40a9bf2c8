package io.mtdnn.jobs.run;

import io.mtdnn.jobs.JobMetrics.Pause;
import io.mtdnn.training.StopSignal.Request;
import io.mtdnn.training.TrainingEvent;
import org.jspecify.annotations.Nullable;

/** The step at which a run pauses. Used on the training thread alone. */
final class PausePoint {

	private final @Nullable Double share;

	private int step;

	private int totalSteps;

	/**
	 * @param share share of the run's steps; null for a run that does not pause
	 */
	PausePoint(@Nullable Double share) {
		this.share = share;
	}

	void on(TrainingEvent event) {
		if (event instanceof TrainingEvent.Started started) {
			this.step = started.fromStep();
			this.totalSteps = started.totalSteps();
		}
		else if (event instanceof TrainingEvent.StepDone done) {
			this.step = done.step();
		}
	}

	/** To pause when the step is reached; a run never pauses before its first step. */
	Request request() {
		return after(this.step);
	}

	/** What {@link #request} returns once a step's event has arrived. */
	Request after(int step) {
		boolean reached = this.share != null && this.totalSteps > 0 && step >= Pause.step(this.share, this.totalSteps);
		return reached ? Request.EVALUATE_AND_PAUSE : Request.GO_ON;
	}

}
