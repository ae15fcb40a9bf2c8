package io.mtdnn.training.preflight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.plan.EarlyStopping;
import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.Excerpt;
import io.mtdnn.training.evaluation.Evaluator;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the evaluation sets have the metrics that select epochs. Some metrics of
 * questions depend on whether a set has answerable and unanswerable ones, which is known
 * only after reading.
 */
final class WatchedSets {

	private final Map<String, Dataset> sets = new LinkedHashMap<>();

	WatchedSets(List<PreparedTask> tasks) {
		tasks.stream()
			.flatMap((task) -> task.evaluations().stream())
			.forEach((set) -> this.sets.put(set.name(), set.dataset()));
	}

	void check(TrainingPlan plan, PlanFaults faults) {
		EarlyStopping stopping = plan.earlyStopping();
		if (stopping != null) {
			check("earlyStopping.metric", stopping.dataset(), stopping.metric(), faults);
		}
		KeepMetric kept = plan.keepMetric();
		if (kept != null) {
			check("keepMetric.metric", kept.dataset(), kept.metric(), faults);
		}
	}

	private void check(String field, @Nullable String name, @Nullable String metric, PlanFaults faults) {
		Dataset set = (name != null) ? this.sets.get(name) : null;
		if (set == null || metric == null) {
			return;
		}
		Set<String> metrics = Evaluator.of(set.task()).metricNames(set);
		if (!metrics.contains(metric)) {
			faults.add(field, "the evaluation set '" + name + "' has no '" + Excerpt.of(metric) + "'; its metrics: "
					+ String.join(", ", metrics));
		}
	}

}
