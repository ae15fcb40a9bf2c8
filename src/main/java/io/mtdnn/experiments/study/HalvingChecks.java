package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.task.Fault;

/** Checks whether combinations can be compared by successive halving. */
final class HalvingChecks {

	private HalvingChecks() {
	}

	static void check(Study study) {
		if (study.halving() == null) {
			return;
		}
		List<Fault> faults = new ArrayList<>();
		int combinations = study.combinations().size();
		if (combinations < 2) {
			faults.add(new Fault("search",
					"halving requires two or more combinations besides the baseline, not " + combinations));
		}
		if (study.arms().stream().anyMatch((arm) -> !arm.request().fields().path("earlyStopping").isMissingNode())) {
			faults.add(new Fault("plan.earlyStopping",
					"runs that end early cannot be compared at shares of their steps; remove earlyStopping"));
		}
		if (study.definition().untilDecided() != null) {
			faults.add(new Fault("untilDecided",
					"halving compares all combinations with the same seeds and cannot add others; send the combination that it finds as a second experiment with untilDecided"));
		}
		if (!faults.isEmpty()) {
			throw new ImpossibleExperimentException(faults);
		}
	}

}
