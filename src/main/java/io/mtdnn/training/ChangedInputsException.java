package io.mtdnn.training;

import java.util.List;

import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.task.Fault;

/** Thrown when data or encoder files differ from those of the pre-flight. */
public class ChangedInputsException extends InvalidPlanException {

	public ChangedInputsException(List<Fault> faults) {
		super(faults, null);
	}

	@Override
	public String describe() {
		return super.describe()
				+ "; restore the files and resume the job, or submit it again to train on the current files";
	}

}
