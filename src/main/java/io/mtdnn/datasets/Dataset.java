package io.mtdnn.datasets;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The examples of one split of a dataset, in file order.
 *
 * @param skipped malformed rows that were skipped because the caller allowed it, as many
 * as there were; behind the first hundred, the hundredth again
 * @param files the files read
 * @param sha256 hash over the files' bytes, hexadecimal; empty if only a part was read
 */
public record Dataset(Task task, Split split, List<Example> examples, List<MalformedRow> skipped, List<Path> files,
		String sha256) {

	public Dataset {
		examples = List.copyOf(examples);
		skipped = List.copyOf(skipped);
		files = List.copyOf(files);
	}

	/** The same examples for a task of another name and with equal labels. */
	public Dataset of(String task) {
		return as(new Task(task, this.task.head(), this.task.labels(), this.task.mainMetric()));
	}

	/**
	 * The same examples for a head of this name.
	 * @param head null for the name of the task
	 */
	public Dataset onHead(@Nullable String head) {
		return as(this.task.onHead(head));
	}

	private Dataset as(Task other) {
		return new Dataset(other, this.split, this.examples, this.skipped, this.files, this.sha256);
	}

}
