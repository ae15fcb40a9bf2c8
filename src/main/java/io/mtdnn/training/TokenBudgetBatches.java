package io.mtdnn.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.task.TokenSequence;

/** Groups rows of similar length into batches that stay below a number of padded tokens, for evaluation. */
final class TokenBudgetBatches {

	private static final int MOST_ROWS = 64;

	private TokenBudgetBatches() {
	}

	/**
	 * Groups rows, longest first so that a lack of memory shows at once.
	 * @return row indices per batch; every row once
	 */
	static List<int[]> of(List<TokenSequence> rows, int paddedTokens) {
		int[] order = IntStream.range(0, rows.size())
			.boxed()
			.sorted(Comparator.comparingInt((Integer row) -> -rows.get(row).length()))
			.mapToInt(Integer::intValue)
			.toArray();
		List<int[]> batches = new ArrayList<>();
		for (int from = 0; from < order.length;) {
			int size = Math.max(1, Math.min(MOST_ROWS, paddedTokens / rows.get(order[from]).length()));
			int to = Math.min(order.length, from + size);
			batches.add(java.util.Arrays.copyOfRange(order, from, to));
			from = to;
		}
		return batches;
	}

}
