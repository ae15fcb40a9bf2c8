package io.mtdnn.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.mtdnn.plan.KeepMetric;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The value that selects the best epoch: the metric of one task, or the mean over tasks.
 *
 * @param parts the metrics to use, one for each task
 * @param mean whether the value is the mean of all parts, each in percent, instead of the
 * unscaled value of the only part
 */
public record EpochMetric(List<Part> parts, boolean mean) {

	/**
	 * The value that a plan names.
	 * @param evaluated each task by the name of its first evaluation set
	 * @return null if the plan does not name one
	 */
	static @Nullable EpochMetric of(@Nullable KeepMetric named, Map<String, Task> evaluated) {
		if (named == null) {
			return null;
		}
		return named.overAllTasks() ? new EpochMetric(
				evaluated.entrySet().stream().map((set) -> Part.of(set.getKey(), set.getValue())).toList(), true)
				: of(Objects.requireNonNull(named.dataset()), Objects.requireNonNull(named.metric()));
	}

	/** The metric of one task. */
	public static EpochMetric of(String dataset, String metric) {
		return new EpochMetric(List.of(new Part(dataset, metric, 100)), false);
	}

	/** The value after an evaluation. */
	double value(Map<String, Map<String, Double>> metrics) {
		if (!this.mean) {
			return this.parts.get(0).value(metrics);
		}
		double sum = 0;
		for (Part part : this.parts) {
			sum += 100 * part.value(metrics) / part.perfect();
		}
		return sum / this.parts.size();
	}

	/** The names of the dataset and the metric, for a model's provenance. */
	Map<String, Object> names() {
		Map<String, Object> names = new LinkedHashMap<>();
		if (this.mean) {
			names.put("mean", this.parts.stream().map(Part::toString).toList());
		}
		else {
			names.put("dataset", this.parts.get(0).dataset());
			names.put("metric", this.parts.get(0).metric());
		}
		return names;
	}

	/** A description of the value in words. */
	String description() {
		return this.mean ? "the mean of " + this.parts.stream().map(Part::toString).collect(Collectors.joining(", "))
				: this.parts.get(0).toString();
	}

	/**
	 * A metric of one task.
	 *
	 * @param perfect its value for error-free predictions
	 */
	record Part(String dataset, String metric, double perfect) {

		static Part of(String dataset, Task task) {
			Evaluator evaluator = Evaluator.of(task);
			return new Part(dataset, evaluator.selectionMetric(task), evaluator.perfectScore());
		}

		double value(Map<String, Map<String, Double>> metrics) {
			Map<String, Double> own = Objects.requireNonNull(metrics.get(this.dataset), this.dataset);
			return Objects.requireNonNull(own.get(this.metric), this.metric);
		}

		@Override
		public String toString() {
			return this.metric + " of '" + this.dataset + "'";
		}

	}

}
