package io.mtdnn.plan.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Split;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;

/** Checks the evaluation sets that tasks name. */
final class PlannedEvaluations {

	private final DatasetCatalog catalog;

	private final KnownTasks known;

	private final List<PlannedTask> tasks;

	/** The dataset of the first task that a set evaluates, by the name of the set. */
	private final Map<String, String> evaluated = new HashMap<>();

	PlannedEvaluations(DatasetCatalog catalog, KnownTasks known, List<PlannedTask> tasks) {
		this.catalog = catalog;
		this.known = known;
		this.tasks = tasks;
	}

	/**
	 * Checks that each set is known, has its file, has the kind, labels and number of
	 * choices of the task, and evaluates only one task.
	 */
	void check(PlanFaults faults) {
		if (this.tasks.stream().allMatch((task) -> task.evaluateOn() == null)) {
			return;
		}
		this.tasks.stream()
			.filter((task) -> task.evaluateOn() == null && this.known.of(task.dataset()).isPresent())
			.forEach((task) -> this.catalog.evaluations(task.dataset())
				.forEach((set) -> this.evaluated.put(set.name(), task.dataset())));
		for (int i = 0; i < this.tasks.size(); i++) {
			PlannedTask task = this.tasks.get(i);
			for (int j = 0; task.evaluateOn() != null && j < task.evaluateOn().size(); j++) {
				String field = "tasks[" + i + "].evaluateOn[" + j + "]";
				faults(task, task.evaluateOn().get(j)).forEach((message) -> faults.add(field, message));
			}
		}
	}

	private List<String> faults(PlannedTask task, String set) {
		List<String> faults = new ArrayList<>();
		try {
			this.catalog.task(set);
			this.catalog.missing(set, Split.EVALUATION).ifPresent(faults::add);
		}
		catch (DatasetException ex) {
			return List.of(String.valueOf(ex.getMessage()));
		}
		if (task.dataset() != null) {
			this.known.difference(task.dataset(), set)
				.ifPresent((difference) -> faults.add("'" + set + "' cannot evaluate '" + task.dataset() + "': "
						+ task.dataset() + " and " + set + " have " + difference));
			conflict(task, set).ifPresent(faults::add);
		}
		return faults;
	}

	/**
	 * Metrics are stored by the name of the set, so each set may evaluate only one task.
	 */
	private Optional<String> conflict(PlannedTask task, String set) {
		String other = this.evaluated.putIfAbsent(set, task.dataset());
		if (other != null) {
			return Optional.of("'" + set + "' is already an evaluation set of '" + other + "'");
		}
		return this.tasks.stream()
			.filter((each) -> set.equals(each.dataset()) && !each.headName().equals(task.headName()))
			.findFirst()
			.map((each) -> "'" + set
					+ "' is also a task with another head; the metrics of both would have the same name");
	}

	/** The names of a task's evaluation sets that have a file. */
	static List<String> present(PlannedTask task, DatasetCatalog catalog) {
		return task.evaluationSets(catalog).stream().filter(EvaluationSet::present).map(EvaluationSet::name).toList();
	}

}
