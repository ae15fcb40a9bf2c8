package io.mtdnn.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import io.mtdnn.task.TokenSequence;

/**
 * Groups rows of similar length into batches of a bounded size for evaluation. The size
 * is rows times the longest row, which bounds the tokens and the products of attention.
 */
final class TokenBudgetBatches {

	private static final int MOST_ROWS = 64;

	private TokenBudgetBatches() {
	}

	/**
	 * Runs a model over all rows, batch by batch.
	 * @param size maximum of rows times longest row in a batch
	 * @param reading receives the number of tokens before each batch; an exception from
	 * it ends the evaluation
	 * @param model one result per row of a batch
	 * @param result takes a row's index and result
	 */
	static <T> void forEach(List<TokenSequence> rows, int size, IntConsumer reading,
			Function<List<TokenSequence>, List<T>> model, BiConsumer<Integer, T> result) {
		for (int[] batch : of(rows, size)) {
			List<TokenSequence> read = Arrays.stream(batch).mapToObj(rows::get).toList();
			reading.accept((int) tokens(read));
			List<T> found = model.apply(read);
			for (int i = 0; i < batch.length; i++) {
				result.accept(batch[i], found.get(i));
			}
		}
	}

	static long tokens(List<TokenSequence> rows) {
		return rows.stream().mapToLong(TokenSequence::length).sum();
	}

	/**
	 * Groups rows, longest first, so that if memory runs out, it does so in the first
	 * batch.
	 * @return row indices per batch; every row once
	 */
	static List<int[]> of(List<TokenSequence> rows, int limit) {
		int[] order = IntStream.range(0, rows.size())
			.boxed()
			.sorted(Comparator.comparingInt((Integer row) -> -rows.get(row).length()))
			.mapToInt(Integer::intValue)
			.toArray();
		List<int[]> batches = new ArrayList<>();
		for (int from = 0; from < order.length;) {
			int size = Math.max(1, Math.min(MOST_ROWS, limit / rows.get(order[from]).length()));
			int to = Math.min(order.length, from + size);
			batches.add(Arrays.copyOfRange(order, from, to));
			from = to;
		}
		return batches;
	}

}
