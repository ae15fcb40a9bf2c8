package io.mtdnn.experiments.scores;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mtdnn.plan.PlannedTask;

/** Determines the evaluated dataset of a plan's leading task. */
final class LeadingDataset {

	private LeadingDataset() {
	}

	/**
	 * The first set with metrics of the task that the plan names as leading, otherwise
	 * the first set of questions, otherwise the first set. A task is evaluated on the
	 * sets that it names, or on its own dataset.
	 * @param metrics metrics by set, in the plan's order
	 */
	static String of(List<PlannedTask> tasks, Map<String, Map<String, Double>> metrics) {
		List<String> evaluated = tasks.stream().flatMap(LeadingDataset::sets).filter(metrics::containsKey).toList();
		return Stream
			.of(tasks.stream()
				.filter((task) -> Boolean.TRUE.equals(task.leads()))
				.flatMap(LeadingDataset::sets)
				.filter(metrics::containsKey), questions(evaluated, metrics),
					questions(metrics.keySet().stream().toList(), metrics), evaluated.stream(),
					metrics.keySet().stream(), tasks.stream().map(PlannedTask::dataset))
			.flatMap((sets) -> sets)
			.findFirst()
			.orElse("");
	}

	private static Stream<String> sets(PlannedTask task) {
		return (task.evaluateOn() != null) ? task.evaluateOn().stream() : Stream.of(task.dataset());
	}

	private static Stream<String> questions(List<String> sets, Map<String, Map<String, Double>> metrics) {
		return sets.stream().filter((set) -> RunScores.isQuestions(metrics.getOrDefault(set, Map.of())));
	}

}
