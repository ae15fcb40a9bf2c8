package io.mtdnn.datasets;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.task.Task;

/**
 * The examples of one split of a dataset, in file order.
 *
 * @param skipped malformed rows that were skipped because the caller allowed it
 * @param files the files read
 * @param sha256 hash over the files' bytes, hexadecimal
 */
public record Dataset(Task task, Split split, List<Example> examples, List<MalformedRow> skipped, List<Path> files,
		String sha256) {

	public Dataset {
		examples = List.copyOf(examples);
		skipped = List.copyOf(skipped);
		files = List.copyOf(files);
	}

}
