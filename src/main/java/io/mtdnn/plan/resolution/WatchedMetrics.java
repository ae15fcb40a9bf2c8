package io.mtdnn.plan.resolution;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.plan.EarlyStopping;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.Keep;
import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.LeadingTask;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TaskMetrics;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Checks the metrics that select epochs, and fills in absent ones.
 */
final class WatchedMetrics {

	private final DatasetCatalog datasets;

	private final TaskMetrics metrics;

	private final List<PlannedTask> planned;

	/**
	 * @param planned the plan's tasks that name a dataset
	 */
	WatchedMetrics(DatasetCatalog datasets, TaskMetrics metrics, List<PlannedTask> planned) {
		this.datasets = datasets;
		this.metrics = metrics;
		this.planned = planned;
	}

	@Nullable EarlyStopping earlyStopping(@Nullable EarlyStopping asked) {
		if (asked == null) {
			return null;
		}
		KeepMetric watched = resolve("earlyStopping", asked.dataset(), asked.metric());
		return (watched != null) ? new EarlyStopping(Objects.requireNonNull(watched.dataset()),
				Objects.requireNonNull(watched.metric()), asked.patience()) : null;
	}

	/**
	 * The metric that chooses the best epoch.
	 * @param stopping the resolved early stopping, whose metric is the default; null for
	 * none
	 * @return null when the best epoch is not kept
	 */
	@Nullable KeepMetric keepMetric(@Nullable Keep keep, @Nullable KeepMetric asked, @Nullable EarlyStopping stopping) {
		if (keep == Keep.LAST) {
			if (asked != null) {
				throw new InvalidPlanException("keepMetric",
						"no epoch is chosen by a metric when 'keep' is 'last'; set 'keep' to 'best' or 'both'");
			}
			return null;
		}
		if (asked != null && asked.overAllTasks()) {
			if (asked.dataset() != null || asked.metric() != null) {
				throw new InvalidPlanException("keepMetric.mean",
						"the mean is over all tasks; leave 'dataset' and 'metric' out");
			}
			return KeepMetric.ofAllTasks();
		}
		if (asked == null && stopping != null) {
			return new KeepMetric(stopping.dataset(), stopping.metric());
		}
		return (asked == null) ? resolve("keepMetric", null, null)
				: resolve("keepMetric", asked.dataset(), asked.metric());
	}

	/** Null if the datasets themselves are at fault. */
	private @Nullable KeepMetric resolve(String field, @Nullable String askedDataset, @Nullable String askedMetric) {
		String dataset = (askedDataset != null) ? askedDataset : leading();
		if (dataset != null && this.planned.stream().noneMatch((task) -> task.dataset().equals(dataset))) {
			throw new InvalidPlanException(field + ".dataset", "'" + Excerpt.of(dataset) + "' is not among the tasks");
		}
		Task task = (dataset != null) ? task(dataset).orElse(null) : null;
		if (dataset == null || task == null) {
			return null;
		}
		if (askedMetric == null) {
			return new KeepMetric(dataset, this.metrics.selection(task));
		}
		Set<String> names = this.metrics.names(task);
		if (!names.contains(askedMetric)) {
			throw new InvalidPlanException(field + ".metric", "'" + Excerpt.of(askedMetric) + "' is not a metric of '"
					+ dataset + "'; there are: " + String.join(", ", names));
		}
		return new KeepMetric(dataset, askedMetric);
	}

	private @Nullable String leading() {
		List<PlannedTask> known = this.planned.stream().filter((task) -> task(task.dataset()).isPresent()).toList();
		List<Task> tasks = known.stream().map((task) -> task(task.dataset()).orElseThrow()).toList();
		return tasks.isEmpty() ? null : tasks.get(LeadingTask.of(known, tasks)).name();
	}

	/**
	 * Empty if the dataset itself is at fault, which is reported elsewhere.
	 */
	private Optional<Task> task(String dataset) {
		try {
			return this.datasets.names().contains(dataset) ? Optional.of(this.datasets.task(dataset))
					: Optional.empty();
		}
		catch (DatasetException ex) {
			return Optional.empty();
		}
	}

}
