package io.mtdnn.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;

/** Words and single marks as pieces; [CLS] is 101, [SEP] 102. Counts its calls. */
final class WordTokenizer implements WordPieceTokenizer {

	private static final Pattern WORD = Pattern.compile("\\w+|[^\\w\\s]", Pattern.UNICODE_CHARACTER_CLASS);

	private final String hash;

	private final AtomicInteger calls = new AtomicInteger();

	WordTokenizer(String hash) {
		this.hash = hash;
	}

	static int id(String word) {
		return 1000 + Math.floorMod(word.hashCode(), 20_000);
	}

	static int[] ids(String text) {
		return new WordTokenizer("").split(text).ids();
	}

	int calls() {
		return this.calls.get();
	}

	@Override
	public WordPieces split(String text) {
		this.calls.incrementAndGet();
		List<int[]> pieces = new ArrayList<>();
		Matcher words = WORD.matcher(text);
		while (words.find()) {
			pieces.add(new int[] { id(words.group()), words.start(), words.end() });
		}
		return new WordPieces(column(pieces, 0), column(pieces, 1), column(pieces, 2));
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
		return this.hash;
	}

	@Override
	public void close() {
	}

}
