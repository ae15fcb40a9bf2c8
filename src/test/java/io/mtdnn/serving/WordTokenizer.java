package io.mtdnn.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;

/** Every word between blanks is a piece whose id comes from its letters. Counts what it splits and whether it is open. */
final class WordTokenizer implements WordPieceTokenizer {

	final AtomicInteger splits = new AtomicInteger();

	volatile boolean closed;

	@Override
	public WordPieces split(String text) {
		if (this.closed) {
			throw new IllegalStateException("the tokenizer is closed");
		}
		this.splits.incrementAndGet();
		List<int[]> pieces = new ArrayList<>();
		int start = -1;
		for (int i = 0; i <= text.length(); i++) {
			boolean blank = i == text.length() || Character.isWhitespace(text.charAt(i));
			if (blank && start >= 0) {
				pieces.add(new int[] { id(text.substring(start, i)), start, i });
				start = -1;
			}
			else if (!blank && start < 0) {
				start = i;
			}
		}
		return new WordPieces(column(pieces, 0), column(pieces, 1), column(pieces, 2));
	}

	static int id(String word) {
		return 200 + Math.floorMod(word.hashCode(), 100_000);
	}

	private static int[] column(List<int[]> pieces, int column) {
		return pieces.stream().mapToInt((piece) -> piece[column]).toArray();
	}

	@Override
	public int clsId() {
		return 101;
	}

	@Override
	public int sepId() {
		return 102;
	}

	@Override
	public int padId() {
		return 0;
	}

	@Override
	public String contentHash() {
		return "words";
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
