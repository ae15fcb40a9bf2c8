package io.mtdnn.jobs.run;

import java.util.function.BooleanSupplier;

import io.mtdnn.training.StopSignal;

/**
 * Decides whether an attempt should continue.
 *
 * @param mustStop whether it must stop at once
 * @param space the disk space that it needs
 * @param pause the step at which it pauses
 */
record RunStop(BooleanSupplier mustStop, RunSpace space, PausePoint pause) implements StopSignal {

	@Override
	public Request request() {
		return request(this.pause.request());
	}

	@Override
	public Request after(int step) {
		return request(this.pause.after(step));
	}

	private Request request(Request otherwise) {
		if (this.mustStop.getAsBoolean()) {
			return Request.CHECKPOINT_AND_STOP;
		}
		return (this.space.request() != Request.GO_ON) ? this.space.request() : otherwise;
	}

}
