package io.mtdnn.plan.resolution;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.datasets.DatasetCatalog;
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

	/** Numbers of questions, thresholds, and the scores of a baseline. */
	private static final Pattern NO_QUALITY = Pattern.compile("(.*_)?total|.*_thresh|always_empty_.*");

	private final DatasetCatalog datasets;

	private final KnownTasks known;

	private final TaskMetrics metrics;

	private final List<PlannedTask> planned;

	/**
	 * @param planned the plan's tasks that name a dataset
	 */
	WatchedMetrics(DatasetCatalog datasets, KnownTasks known, TaskMetrics metrics, List<PlannedTask> planned) {
		this.datasets = datasets;
		this.known = known;
		this.metrics = metrics;
		this.planned = planned;
	}

	@Nullable EarlyStopping earlyStopping(@Nullable EarlyStopping asked) {
		if (asked == null) {
			return null;
		}
		requireEvaluation("earlyStopping", "leave it out");
		KeepMetric watched = resolve("earlyStopping", asked.dataset(), asked.metric());
		return (watched != null) ? new EarlyStopping(Objects.requireNonNull(watched.dataset()),
				Objects.requireNonNull(watched.metric()), asked.patience()) : null;
	}

	/**
	 * The metric that selects the best epoch.
	 * @param stopping the resolved early stopping, whose metric is the default; null for
	 * none
	 * @return null if the best epoch is not kept
	 */
	@Nullable KeepMetric keepMetric(@Nullable Keep keep, @Nullable KeepMetric asked, @Nullable EarlyStopping stopping) {
		if (keep == Keep.LAST) {
			if (asked != null) {
				throw new InvalidPlanException("keepMetric",
						"no epoch is chosen by a metric when 'keep' is 'last'; set 'keep' to 'best' or 'both'");
			}
			return null;
		}
		requireEvaluation("keep", "set it to 'last'");
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

	/**
	 * Resolves a metric; null if the datasets are at fault, which is reported elsewhere.
	 */
	private @Nullable KeepMetric resolve(String field, @Nullable String askedDataset, @Nullable String askedMetric) {
		String dataset = (askedDataset != null) ? askedDataset : leading();
		if (dataset != null && !evaluated().contains(dataset)) {
			throw new InvalidPlanException(field + ".dataset", notEvaluated(dataset));
		}
		Task task = this.known.of(dataset).orElse(null);
		if (dataset == null || task == null) {
			return null;
		}
		if (askedMetric == null) {
			return new KeepMetric(dataset, this.metrics.selection(task));
		}
		Set<String> names = new LinkedHashSet<>(this.metrics.names(task));
		boolean known = names.contains(askedMetric);
		names.removeIf((name) -> NO_QUALITY.matcher(name).matches());
		if (known && !names.contains(askedMetric)) {
			throw new InvalidPlanException(field + ".metric",
					"'" + askedMetric
							+ "' does not measure the model's answers, so no epoch is better by it; use one of "
							+ String.join(", ", names));
		}
		if (!known) {
			throw new InvalidPlanException(field + ".metric", "'" + Excerpt.of(askedMetric) + "' is not a metric of '"
					+ dataset + "'; its metrics: " + String.join(", ", names));
		}
		return new KeepMetric(dataset, askedMetric);
	}

	/**
	 * The first evaluation set of the leading task or, if it has none, of the first task
	 * that has one.
	 */
	private @Nullable String leading() {
		List<PlannedTask> known = this.planned.stream()
			.filter((task) -> this.known.of(task.dataset()).isPresent())
			.toList();
		if (known.isEmpty()) {
			return null;
		}
		List<Task> tasks = known.stream().map((task) -> this.known.of(task.dataset()).orElseThrow()).toList();
		return Stream.concat(Stream.of(known.get(LeadingTask.of(known, tasks))), known.stream())
			.flatMap((task) -> PlannedEvaluations.present(task, this.datasets).stream())
			.findFirst()
			.orElse(null);
	}

	/** The names of all evaluation sets; for a dataset at fault, its own name. */
	private Set<String> evaluated() {
		return this.planned.stream()
			.flatMap((task) -> this.known.of(task.dataset()).isPresent()
					? PlannedEvaluations.present(task, this.datasets).stream() : Stream.of(task.dataset()))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private String notEvaluated(String dataset) {
		boolean planned = this.planned.stream().anyMatch((task) -> task.dataset().equals(dataset));
		return planned ? "'" + dataset + "' is not evaluated; evaluated datasets: " + String.join(", ", evaluated())
				: "'" + Excerpt.of(dataset) + "' is not among the tasks";
	}

	/** Whether a task has no evaluation set; false if its dataset is at fault. */
	private boolean trainedOnly(PlannedTask task) {
		return (task.evaluateOn() != null) ? task.evaluateOn().isEmpty()
				: this.known.of(task.dataset()).isPresent() && task.evaluationSets(this.datasets).isEmpty();
	}

	private void requireEvaluation(String field, String remedy) {
		if (!this.planned.isEmpty() && this.planned.stream().allMatch(this::trainedOnly)) {
			throw new InvalidPlanException(field,
					"no task is evaluated, so no epoch is better than another; " + remedy);
		}
	}

}
