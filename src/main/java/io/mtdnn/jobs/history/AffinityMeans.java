package io.mtdnn.jobs.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.mtdnn.jobs.JobMetrics.StepEffect;
import io.mtdnn.jobs.JobMetrics.TaskAffinity;
import io.mtdnn.jobs.JobMetrics.TaskGradients;

/** Averages the measurements of a run. */
final class AffinityMeans {

	private AffinityMeans() {
	}

	/** The mean effect by task, in the order in which tasks were first measured. */
	static List<TaskAffinity> changes(List<StepEffect> effects) {
		Map<String, List<StepEffect>> byTask = effects.stream()
			.collect(Collectors.groupingBy(StepEffect::task, LinkedHashMap::new, Collectors.toList()));
		return byTask.entrySet()
			.stream()
			.map((task) -> new TaskAffinity(task.getKey(), task.getValue().size(),
					means(task.getValue().stream().map(StepEffect::changes).toList())))
			.toList();
	}

	/** The mean cosines, a row for each task in plan order. */
	static List<TaskGradients> cosines(List<StepEffect> effects) {
		List<Map<String, Map<String, Double>>> matrices = effects.stream()
			.map(StepEffect::cosines)
			.filter(Objects::nonNull)
			.toList();
		return matrices.isEmpty() ? List.of()
				: matrices.get(0)
					.keySet()
					.stream()
					.map((dataset) -> new TaskGradients(dataset, matrices.size(),
							means(matrices.stream().map((matrix) -> matrix.getOrDefault(dataset, Map.of())).toList())))
					.toList();
	}

	private static Map<String, Double> means(List<Map<String, Double>> rows) {
		Map<String, Double> means = new LinkedHashMap<>();
		rows.forEach((row) -> row.forEach((dataset, value) -> means.merge(dataset, value, Double::sum)));
		means.replaceAll((dataset, sum) -> sum / rows.size());
		return means;
	}

}
