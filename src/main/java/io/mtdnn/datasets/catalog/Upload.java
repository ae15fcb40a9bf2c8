package io.mtdnn.datasets.catalog;

import java.util.List;

/**
 * The result of an upload.
 *
 * @param rows examples of the split
 * @param labels labels of the task, in the order of the outputs
 * @param skipped malformed rows that were skipped because this was allowed; at most 100
 * are listed
 * @param bytes size of the file
 * @param changed false if the same file was already stored
 */
public record Upload(String dataset, String split, int rows, List<String> labels, List<String> skipped, long bytes,
		boolean changed) {

}
