package io.mtdnn.datasets.features;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.RowLengths;
import io.mtdnn.task.Target;
import io.mtdnn.task.TokenSequence;

/**
 * Items packed into a few large arrays: a dataset of 120,000 windows is one object
 * instead of half a million. An item is
 * {@code rows, target type, target word..., (length, secondStart, id...)...}.
 */
final class PackedItems extends AbstractList<EncodedExample> implements RandomAccess {

	private static final Target.Type[] TARGETS = Target.Type.values();

	private final List<int[]> blocks;

	/** The block of each item and its position there, in two halves of a long. */
	private final long[] places;

	/**
	 * Items in order.
	 * @throws IllegalArgumentException when the blocks do not contain complete items
	 */
	PackedItems(List<int[]> blocks) {
		this.blocks = blocks;
		this.places = places(blocks);
	}

	/** Packs items into one block. */
	static int[] pack(List<EncodedExample> items) {
		int[] block = new int[items.stream().mapToInt(PackedItems::size).sum()];
		int at = 0;
		for (EncodedExample item : items) {
			block[at++] = item.sequences().size();
			block[at++] = item.target().type().ordinal();
			at = copy(item.target().words(), block, at);
			for (TokenSequence row : item.sequences()) {
				block[at++] = row.length();
				block[at++] = row.secondStart();
				at = copy(row.ids(), block, at);
			}
		}
		return block;
	}

	/** The items of a dataset with what their encoding reported. */
	EncodedDataset dataset(int questionsTruncated, int answersOutside) {
		return new EncodedDataset(this, rows(), questionsTruncated, answersOutside);
	}

	/** Reads the lengths of all rows, without making the items. */
	private RowLengths rows() {
		int[] ends = new int[size()];
		for (int item = 0; item < ends.length; item++) {
			ends[item] = ((item > 0) ? ends[item - 1] : 0) + block(item)[at(item)];
		}
		int[] tokens = new int[(ends.length > 0) ? ends[ends.length - 1] : 0];
		int row = 0;
		for (int item = 0; item < ends.length; item++) {
			int[] block = block(item);
			int at = at(item) + 2 + TARGETS[block[at(item) + 1]].width();
			for (; row < ends[item]; at += 2 + block[at]) {
				tokens[row++] = block[at];
			}
		}
		return new RowLengths(tokens, ends);
	}

	private int[] block(int item) {
		return this.blocks.get((int) (this.places[item] >>> Integer.SIZE));
	}

	private int at(int item) {
		return (int) this.places[item];
	}

	List<int[]> blocks() {
		return this.blocks;
	}

	@Override
	public EncodedExample get(int index) {
		int[] block = block(index);
		int at = at(index);
		int rows = block[at++];
		Target.Type type = TARGETS[block[at++]];
		Target target = type.read(block, at);
		at += type.width();
		List<TokenSequence> sequences = new ArrayList<>(rows);
		for (int row = 0; row < rows; row++) {
			int end = at + 2 + block[at];
			sequences.add(new TokenSequence(Arrays.copyOfRange(block, at + 2, end), block[at + 1]));
			at = end;
		}
		return new EncodedExample(sequences, target);
	}

	@Override
	public int size() {
		return this.places.length;
	}

	private static int size(EncodedExample item) {
		return 2 + item.target().type().width()
				+ item.sequences().stream().mapToInt((sequence) -> 2 + sequence.length()).sum();
	}

	private static int copy(int[] source, int[] block, int at) {
		System.arraycopy(source, 0, block, at, source.length);
		return at + source.length;
	}

	private static long[] places(List<int[]> blocks) {
		long[] places = new long[1024];
		int count = 0;
		for (int b = 0; b < blocks.size(); b++) {
			for (int at = 0; at < blocks.get(b).length; at = next(blocks.get(b), at)) {
				places = (count < places.length) ? places : Arrays.copyOf(places, 2 * count);
				places[count++] = ((long) b << Integer.SIZE) | at;
			}
		}
		return Arrays.copyOf(places, count);
	}

	private static int next(int[] block, int item) {
		try {
			int rows = block[item];
			int at = item + 2 + TARGETS[block[item + 1]].width();
			for (int row = 0; row < rows; row++) {
				at += 2 + block[at];
			}
			if (at > item + 2 && at <= block.length) {
				return at;
			}
		}
		catch (ArrayIndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("not whole items", ex);
		}
		throw new IllegalArgumentException("not whole items");
	}

}
