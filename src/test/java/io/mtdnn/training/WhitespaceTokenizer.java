package io.mtdnn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;

/** One piece per word; its id is the word's length. */
final class WhitespaceTokenizer implements WordPieceTokenizer {

	private static final Pattern WORD = Pattern.compile("\\S+");

	@Override
	public WordPieces split(String text) {
		List<int[]> spans = new ArrayList<>();
		Matcher matcher = WORD.matcher(text);
		while (matcher.find()) {
			spans.add(new int[] { matcher.start(), matcher.end() });
		}
		int[] starts = spans.stream().mapToInt((span) -> span[0]).toArray();
		int[] ends = spans.stream().mapToInt((span) -> span[1]).toArray();
		int[] ids = spans.stream().mapToInt((span) -> span[1] - span[0]).toArray();
		return new WordPieces(ids, starts, ends);
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
		return "whitespace";
	}

	@Override
	public void close() {
	}

}
