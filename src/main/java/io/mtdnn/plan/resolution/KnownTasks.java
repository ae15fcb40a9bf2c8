package io.mtdnn.plan.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.plan.LeadingTask;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of datasets. Each dataset is looked up once. A dataset at fault has no task
 * here; the fault is reported elsewhere.
 */
final class KnownTasks {

	private static final int SHOWN = 10;

	private final DatasetCatalog catalog;

	private final Map<String, Optional<Task>> known = new HashMap<>();

	KnownTasks(DatasetCatalog catalog) {
		this.catalog = catalog;
	}

	/** The task of a dataset or of an evaluation set. */
	Optional<Task> of(@Nullable String dataset) {
		return (dataset == null) ? Optional.empty() : this.known.computeIfAbsent(dataset, this::read);
	}

	private Optional<Task> read(String dataset) {
		try {
			return Optional.of(this.catalog.task(dataset));
		}
		catch (DatasetException ex) {
			return Optional.empty();
		}
	}

	/** Index of the leading task; empty if no task leads, or a dataset is unusable. */
	OptionalInt leading(JsonNode requested) {
		List<PlannedTask> planned = new ArrayList<>();
		List<Task> tasks = new ArrayList<>();
		for (JsonNode task : requested) {
			String dataset = task.path("dataset").asString("");
			Optional<Task> found = of(dataset);
			if (found.isEmpty()) {
				return OptionalInt.empty();
			}
			planned.add(new PlannedTask(dataset, null, null, null, null, null, task.path("leads").asBoolean(false)));
			tasks.add(found.get());
		}
		return tasks.isEmpty() ? OptionalInt.empty() : OptionalInt.of(LeadingTask.of(planned, tasks));
	}

	/**
	 * The difference in kind, labels or number of choices that prevents two datasets from
	 * using the same head; empty if there is none, or if a dataset is at fault.
	 */
	Optional<String> difference(String one, String other) {
		return of(one).flatMap((a) -> of(other).flatMap((b) -> {
			if (a.head() != b.head()) {
				return Optional.of("a " + a.head().label() + " head and a " + b.head().label() + " head");
			}
			if (!a.labels().equals(b.labels())) {
				return Optional.of("the labels " + shown(a) + " and the labels " + shown(b));
			}
			int choices = this.catalog.choices(one);
			int others = this.catalog.choices(other);
			return (choices > 0 && others > 0 && choices != others)
					? Optional.of(choices + " choices and " + others + " choices") : Optional.empty();
		}));
	}

	private static String shown(Task task) {
		String labels = String.join(", ", task.labels().stream().limit(SHOWN).map(Excerpt::of).toList());
		return (task.labels().size() > SHOWN) ? labels + " and " + (task.labels().size() - SHOWN) + " more" : labels;
	}

}
