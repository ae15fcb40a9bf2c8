package io.mtdnn.datasets;

import java.util.List;

/**
 * The training items of a dataset's split, in the order of its examples.
 *
 * @param items all items; packed in memory, each {@code get} makes a new one
 * @param rows lengths of the items' rows
 * @param questionsTruncated questions from which word pieces were cut
 * @param answersOutside answerable questions whose first gold answer lies whole in no
 * window
 */
public record EncodedDataset(List<EncodedExample> items, RowLengths rows, int questionsTruncated, int answersOutside) {

	/** Items whose lengths are still to be measured. */
	public EncodedDataset(List<EncodedExample> items, int questionsTruncated, int answersOutside) {
		this(items, RowLengths.of(items), questionsTruncated, answersOutside);
	}

}
