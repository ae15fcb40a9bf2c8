package io.mtdnn.plan.resolution;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Split;
import io.mtdnn.plan.Limits;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.task.Excerpt;

/** Checks the datasets of a plan. */
final class PlannedDatasets {

	private final DatasetCatalog catalog;

	private final List<PlannedTask> tasks;

	private final boolean evaluationOnly;

	/**
	 * @param evaluationOnly whether the run only evaluates and does not read training
	 * files
	 */
	PlannedDatasets(DatasetCatalog catalog, List<PlannedTask> tasks, boolean evaluationOnly) {
		this.catalog = catalog;
		this.tasks = tasks;
		this.evaluationOnly = evaluationOnly;
	}

	/**
	 * Checks that each task has another dataset, and that all datasets are known and have
	 * their files.
	 */
	void check(PlanFaults faults) {
		if (this.tasks.isEmpty() && faults.none("tasks")) {
			faults.add("tasks", "at least one task is required, such as {\"dataset\": \"squad-v2\"}");
		}
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < this.tasks.size(); i++) {
			String field = "tasks[" + i + "].dataset";
			if (!faults.has("tasks[" + i + "]") && faults.none(field)) {
				check(field, this.tasks.get(i), seen, faults);
			}
		}
	}

	private void check(String field, PlannedTask task, Set<String> seen, PlanFaults faults) {
		String dataset = task.dataset();
		List<String> known = this.catalog.names();
		if (dataset == null || !known.contains(dataset)) {
			faults.add(field, "unknown dataset " + ((dataset != null) ? "'" + Excerpt.of(dataset) + "'" : "null")
					+ "; known datasets: " + String.join(", ", known));
		}
		else if (!seen.add(dataset)) {
			faults.add(field, "dataset '" + dataset + "' is listed twice");
		}
		else if (this.evaluationOnly) {
			if (evaluationSets(task).stream().noneMatch(EvaluationSet::present)) {
				faults.add(field, this.catalog.missing(dataset, Split.EVALUATION)
					.orElse("dataset '" + dataset + "' has no evaluation file"));
			}
		}
		else if (task.evaluateOn() == null) {
			this.catalog.missing(dataset).forEach((message) -> faults.add(field, message));
		}
		else {
			this.catalog.missing(dataset, Split.TRAIN).ifPresent((message) -> faults.add(field, message));
		}
	}

	/**
	 * The evaluation sets of a task; empty if its dataset is at fault, which is reported
	 * elsewhere.
	 */
	private List<EvaluationSet> evaluationSets(PlannedTask task) {
		try {
			return task.evaluationSets(this.catalog);
		}
		catch (DatasetException ex) {
			return List.of();
		}
	}

	/** Checks that limits refer to datasets of the plan. */
	void check(Limits limits, PlanFaults faults) {
		Set<String> planned = this.tasks.stream()
			.map(PlannedTask::dataset)
			.filter((dataset) -> dataset != null)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Set<String> evaluated = new LinkedHashSet<>(planned);
		List<String> known = this.catalog.names();
		this.tasks.stream()
			.filter((task) -> task.dataset() != null && known.contains(task.dataset()))
			.flatMap((task) -> evaluationSets(task).stream())
			.map(EvaluationSet::name)
			.forEach(evaluated::add);
		check("limits.train", limits.train(), planned, faults);
		check("limits.evaluation", limits.evaluation(), evaluated, faults);
	}

	private static void check(String field, Map<String, Integer> limits, Set<String> planned, PlanFaults faults) {
		limits.keySet()
			.stream()
			.filter((dataset) -> !planned.contains(dataset))
			.forEach((dataset) -> faults.add(field + "[" + dataset + "]",
					"'" + Excerpt.of(dataset) + "' is not among the tasks: "
							+ planned.stream().map(Excerpt::of).collect(Collectors.joining(", "))));
	}

}
