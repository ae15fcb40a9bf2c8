package io.mtdnn.datasets.definitions;

import java.util.HashSet;
import java.util.List;

import io.mtdnn.datasets.DatasetException;
import io.mtdnn.files.Digests;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a dataset: its task, its files and their format.
 *
 * @param name its name
 * @param head the kind of head it trains
 * @param labels the labels; empty for heads without, and when they are those that the
 * training file has
 * @param labelValues value in the files for each label or choice; empty for the labels
 * themselves and for numbers from 0
 * @param metric the main metric; null for the usual one of the head
 * @param evaluationOf the dataset whose task is evaluated on this one; null for a dataset
 * to train on
 * @param trainingOnly whether it has no evaluation rows
 * @param files the sets of files it comes in; training and evaluation files are always of
 * the same one, since another one's evaluation rows may be training rows here
 */
public record DatasetDefinition(String name, HeadKind head, List<String> labels, List<String> labelValues,
		@Nullable String metric, @Nullable String evaluationOf, boolean trainingOnly, List<FileSet> files,
		Origin origin) {

	public DatasetDefinition {
		labels = List.copyOf(labels);
		labelValues = List.copyOf(labelValues);
		files = List.copyOf(files);
	}

	/** Whether it exists only to evaluate on. */
	public boolean evaluationOnly() {
		return this.evaluationOf != null;
	}

	/** Whether its labels are those that its training file has. */
	public boolean labelsFromTraining() {
		return this.head.labelled() && this.labels.isEmpty();
	}

	/**
	 * What the files of an evaluation set of this dataset have for each label, or for
	 * each choice.
	 * @param set the evaluation set; this dataset for its own files
	 * @param labels the labels of the task, in the order of its outputs
	 * @throws DatasetException when the set lists other labels; the same labels may be in
	 * another order
	 */
	public List<String> values(DatasetDefinition set, List<String> labels) {
		if (!set.labels.isEmpty() && !new HashSet<>(set.labels).equals(new HashSet<>(labels))) {
			throw new DatasetException(set.name,
					"dataset '" + set.name + "' cannot evaluate '" + this.name + "': its labels are "
							+ String.join(", ", set.labels) + ", those of '" + this.name + "' "
							+ String.join(", ", labels));
		}
		if (set.labelValues.isEmpty()) {
			return this.labelValues.isEmpty() ? labels : this.labelValues;
		}
		return set.labels.isEmpty() ? set.labelValues
				: labels.stream().map((label) -> set.labelValues.get(set.labels.indexOf(label))).toList();
	}

	/**
	 * The number of choices of every row; 0 when rows may have different numbers or no
	 * choices.
	 */
	public int choices() {
		List<Integer> counts = this.files.stream()
			.map((set) -> set.format().columns())
			.map((columns) -> (columns != null) ? columns.choices().size() : 0)
			.distinct()
			.toList();
		return (counts.size() == 1 && counts.get(0) > 1) ? counts.get(0) : 0;
	}

	/**
	 * The task it trains, with these labels.
	 * @throws DatasetException when its metric is not one for that many labels
	 */
	public Task task(List<String> labels) {
		if (this.metric != null && !this.head.metrics(labels.size()).contains(this.metric)) {
			throw new DatasetException(this.name, "dataset '" + this.name + "': the metric '" + this.metric
					+ "' requires two labels, but the training file has " + labels.size());
		}
		return new Task(this.name, this.head, labels, this.metric);
	}

	/** The metric by which the best epoch is selected. */
	public String mainMetric() {
		return task(this.head.labelled() ? List.of("any", "other") : List.of()).mainMetric();
	}

	/**
	 * A hash of everything that affects which examples result from the same files; the
	 * names and locations of the files do not.
	 */
	public String hash(FileSet set) {
		return Digests.sha256(List.of(this.head, this.labels, this.labelValues, String.valueOf(this.metric),
				set.evaluationShare(), set.format())
			.toString());
	}

}
