package io.mtdnn.datasets.catalog;

import java.util.List;

/**
 * What an upload brought.
 *
 * @param rows examples of the split
 * @param labels labels of the task, in the order of the outputs
 * @param skipped malformed rows that were left out, as was allowed; at most 100 are told
 * @param bytes size of the file
 * @param changed false when the same was stored already
 */
public record Upload(String dataset, String split, int rows, List<String> labels, List<String> skipped, long bytes,
		boolean changed) {

}
