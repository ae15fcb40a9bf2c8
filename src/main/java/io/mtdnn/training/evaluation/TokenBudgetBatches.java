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
 * Groups rows of similar length into batches of bounded size for evaluation. The size is
 * the number of rows times the tokens of the longest one, which bounds the tokens and the
 * cost of attention.
 */
final class TokenBudgetBatches {

	private static final int MAX_ROWS = 64;

	private TokenBudgetBatches() {
	}

	/**
	 * Runs a model over all rows, batch by batch.
	 * @param size maximum size of a batch
	 * @param reading receives the number of tokens before each batch; an exception from
	 * it ends the evaluation
	 * @param model returns one result for each row of a batch
	 * @param result receives the index and the result of each row
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
	 * Groups rows, the longest first, so that if memory runs out, this happens in the
	 * first batch.
	 * @return the indices of the rows of each batch; every row is in one batch
	 */
	static List<int[]> of(List<TokenSequence> rows, int limit) {
		int[] order = IntStream.range(0, rows.size())
			.boxed()
			.sorted(Comparator.comparingInt((Integer row) -> -rows.get(row).length()))
			.mapToInt(Integer::intValue)
			.toArray();
		List<int[]> batches = new ArrayList<>();
		for (int from = 0; from < order.length;) {
			int size = Math.max(1, Math.min(MAX_ROWS, limit / rows.get(order[from]).length()));
			int to = Math.min(order.length, from + size);
			batches.add(Arrays.copyOfRange(order, from, to));
			from = to;
		}
		return batches;
	}

}
