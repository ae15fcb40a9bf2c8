package io.mtdnn.registry.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.model.ModelImporter.TransformersModel;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The task of an imported head.
 *
 * @param task named after the dataset, with the dataset's labels in its order
 * @param order for each output of the task its index in the imported head
 */
record ImportedTask(Task task, List<Integer> order) {

	static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	/**
	 * Fits a head to a dataset, if there is one of that name.
	 * @param labels names of the outputs instead of the model's own; null for those
	 * @throws InvalidImportException when they do not fit
	 */
	static ImportedTask of(TransformersModel model, String dataset, @Nullable List<String> labels,
			DatasetCatalog datasets) {
		List<String> own = own(model, labels);
		Task known = known(dataset, datasets);
		if (known == null) {
			Task task = new Task(dataset, model.head(), own, null, model.activation());
			return new ImportedTask(task, IntStream.range(0, task.outputs()).boxed().toList());
		}
		if (known.head() != model.head()) {
			throw InvalidImportException.of("dataset", "dataset '%s' is for a %s head, and %s has a %s head"
				.formatted(dataset, known.head().displayName(), model.className(), model.head().displayName()));
		}
		Task task = known.withActivation(model.activation());
		return new ImportedTask(task, known.head().labelled() ? order(dataset, known.labels(), own)
				: IntStream.range(0, task.outputs()).boxed().toList());
	}

	/** The task of a dataset; null if there is no dataset of that name. */
	private static @Nullable Task known(String dataset, DatasetCatalog datasets) {
		try {
			Task task = datasets.task(dataset);
			if (!task.name().equals(dataset)) {
				throw InvalidImportException.of("dataset",
						"'%s' is an evaluation set of '%s'; use the name of that dataset".formatted(dataset,
								task.name()));
			}
			return task;
		}
		catch (DatasetException ex) {
			if (datasets.names().contains(dataset)) {
				throw InvalidImportException.of("dataset", String.valueOf(ex.getMessage()));
			}
			return null;
		}
	}

	private static List<String> own(TransformersModel model, @Nullable List<String> labels) {
		if (labels == null) {
			return model.labels();
		}
		if (!model.head().labelled()) {
			throw InvalidImportException.of("labels", "a %s head has no labels".formatted(model.head().displayName()));
		}
		if (labels.size() != model.labels().size() || new HashSet<>(labels).size() != labels.size()) {
			throw InvalidImportException.of("labels",
					"one label for each of the %d outputs is required, each once; the model's own are %s"
						.formatted(model.labels().size(), Excerpt.of(String.join(", ", model.labels()), 300)));
		}
		return List.copyOf(labels);
	}

	private static List<Integer> order(String dataset, List<String> expected, List<String> found) {
		List<String> lower = found.stream().map((label) -> label.toLowerCase(Locale.ROOT)).toList();
		List<Integer> order = new ArrayList<>();
		for (String label : expected) {
			int exact = found.indexOf(label);
			order.add((exact >= 0) ? exact : lower.indexOf(label.toLowerCase(Locale.ROOT)));
		}
		if (expected.size() != found.size() || new HashSet<>(order).size() != order.size() || order.contains(-1)) {
			throw InvalidImportException.of("labels",
					"the model's labels are %s, and those of dataset '%s' are %s; send labels: the dataset's labels in the order of the model's outputs"
						.formatted(Excerpt.of(String.join(", ", found), 300), dataset,
								Excerpt.of(String.join(", ", expected), 300)));
		}
		return order;
	}

}
