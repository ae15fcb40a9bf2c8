package io.mtdnn.jobs.run;

import io.mtdnn.jobs.FailureKind;
import io.mtdnn.training.TrainingOutcome;

/** How the engine's part of an attempt ended. */
sealed interface RunEnd {

	/** All epochs are done. */
	record Completed(TrainingOutcome outcome) implements RunEnd {

	}

	/** It was asked to stop and has written a checkpoint. */
	record Stopped() implements RunEnd {

	}

	/** It could not go on. */
	record Failed(FailureKind kind, String reason) implements RunEnd {

	}

}
