package io.mtdnn.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Packs a task's items into the batches of one pass, in random order. Every item is in exactly one batch of a pass. Items of
 * like length are not brought together: the model packs rows one behind the other without padding, so that it would not be
 * faster, and batches of one length teach less (decision 5).
 */
final class BatchPacker {

	private static final long PACK = 2;

	private BatchPacker() {
	}

	/** Batches in a pass. */
	static int count(int items, int batchSize) {
		return (items + batchSize - 1) / batchSize;
	}

	/**
	 * The batches of one pass.
	 * @param items how many there are
	 * @param seed the run's seed
	 * @param task index of the task in the plan
	 * @param pass 0-based
	 * @return item indices per batch; the last one may be smaller than the others
	 */
	static List<int[]> pack(int items, int batchSize, long seed, int task, int pass) {
		int[] order = IntStream.range(0, items).toArray();
		SplitMix.of(seed, PACK, task, pass).shuffle(order);
		List<int[]> batches = new ArrayList<>(count(items, batchSize));
		for (int from = 0; from < items; from += batchSize) {
			batches.add(Arrays.copyOfRange(order, from, Math.min(items, from + batchSize)));
		}
		return batches;
	}

}
