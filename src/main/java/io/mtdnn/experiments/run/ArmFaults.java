package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.experiments.study.Arm;
import io.mtdnn.task.Fault;

/** Collects the faults of arms: each once, with the arms that have it. */
final class ArmFaults {

	private static final int NAMED = 3;

	private final Map<Fault, List<String>> arms = new LinkedHashMap<>();

	void add(Arm arm, List<Fault> faults) {
		faults.forEach((fault) -> this.arms.computeIfAbsent(fault, (key) -> new ArrayList<>()).add(arm.label()));
	}

	/**
	 * Faults of the arms' plans as those of the experiment.
	 * @param count number of all arms; what all have in common is named without them
	 */
	List<Fault> all(int count) {
		List<Fault> all = new ArrayList<>();
		this.arms
			.forEach((fault, labels) -> all.add(new Fault((fault.field() != null) ? "plan." + fault.field() : "plan",
					fault.message() + ((labels.size() == count) ? "" : " (in " + named(labels) + ")"))));
		return all;
	}

	private static String named(List<String> labels) {
		String first = String.join("; ", labels.subList(0, Math.min(NAMED, labels.size())));
		return (labels.size() > NAMED) ? first + " and " + (labels.size() - NAMED) + " more" : first;
	}

}
