package io.mtdnn.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.task.TokenSequence;

/** Numbers of tokens of the rows of encoded items, known without decoding the items. */
public final class RowLengths {

	private final int[] tokens;

	/** Index of the first row after each item. */
	private final int[] ends;

	/**
	 * Lengths of the rows of all items.
	 * @param tokens the length of each row, in the order of the items
	 * @param ends for each item the index of the first row after it
	 */
	public RowLengths(int[] tokens, int[] ends) {
		this.tokens = tokens;
		this.ends = ends;
	}

	/** Measures items. */
	public static RowLengths of(List<EncodedExample> items) {
		int[] tokens = items.stream()
			.flatMap((item) -> item.sequences().stream())
			.mapToInt(TokenSequence::length)
			.toArray();
		int[] ends = items.stream().mapToInt((item) -> item.sequences().size()).toArray();
		Arrays.parallelPrefix(ends, Integer::sum);
		return new RowLengths(tokens, ends);
	}

	/** Number of items. */
	public int items() {
		return this.ends.length;
	}

	/** The lengths of an item's rows. */
	public IntStream of(int item) {
		return Arrays.stream(this.tokens, (item > 0) ? this.ends[item - 1] : 0, this.ends[item]);
	}

	/** The length of each item's longest row. */
	public int[] longest() {
		return IntStream.range(0, items()).map((item) -> of(item).max().orElse(0)).toArray();
	}

}
