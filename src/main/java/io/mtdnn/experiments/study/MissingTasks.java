package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.task.Fault;

/** Collects the axes that lead to tasks which some mixtures do not have. */
final class MissingTasks {

	private final Map<Integer, String> messages = new TreeMap<>();

	private final Map<Integer, Set<String>> mixtures = new TreeMap<>();

	/**
	 * Adds an axis whose field cannot be set.
	 * @param mixture label of the mixture; empty for that of the base plan
	 */
	void add(int axis, InvalidPlanException cause, String mixture) {
		this.messages.putIfAbsent(axis, cause.faults().get(0).message());
		Set<String> known = this.mixtures.computeIfAbsent(axis, (key) -> new LinkedHashSet<>());
		if (!mixture.isEmpty()) {
			known.add(mixture);
		}
	}

	/**
	 * Rejects the experiment if an axis has been added.
	 * @throws ImpossibleExperimentException naming every axis with the mixtures
	 */
	void check() {
		List<Fault> faults = new ArrayList<>();
		this.messages.forEach((axis, message) -> {
			Set<String> lacking = this.mixtures.getOrDefault(axis, Set.of());
			faults.add(new Fault("axes[" + axis + "].field",
					message + (lacking.isEmpty() ? "" : " (in " + String.join("; ", lacking) + ")")));
		});
		if (!faults.isEmpty()) {
			throw new ImpossibleExperimentException(faults);
		}
	}

}
