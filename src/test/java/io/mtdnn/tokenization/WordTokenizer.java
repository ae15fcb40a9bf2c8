package io.mtdnn.tokenization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests' tokenizer: words and single marks are pieces whose ids come from their
 * letters; [CLS] is 101, [SEP] 102. Counts the texts that it splits, and fails after it
 * was closed.
 */
public final class WordTokenizer implements WordPieceTokenizer {

	private static final Pattern WORD = Pattern.compile("\\w+|[^\\w\\s]", Pattern.UNICODE_CHARACTER_CLASS);

	private final String hash;

	private final ToIntFunction<String> ids;

	private final AtomicInteger splits = new AtomicInteger();

	private volatile boolean closed;

	public WordTokenizer() {
		this("words");
	}

	/** A tokenizer with another content hash. */
	public WordTokenizer(String hash) {
		this(hash, WordTokenizer::id);
	}

	/** A tokenizer with another assignment of ids. */
	public WordTokenizer(String hash, ToIntFunction<String> ids) {
		this.hash = hash;
		this.ids = ids;
	}

	/** A piece's id. */
	public static int id(String word) {
		return 1000 + Math.floorMod(word.hashCode(), 100_000);
	}

	/** The ids of a text's pieces. */
	public static int[] ids(String text) {
		return new WordTokenizer().split(text).ids();
	}

	/** The number of texts it has split. */
	public int splits() {
		return this.splits.get();
	}

	public boolean closed() {
		return this.closed;
	}

	@Override
	public WordPieces split(String text) {
		if (this.closed) {
			throw new IllegalStateException("the tokenizer is closed");
		}
		this.splits.incrementAndGet();
		List<int[]> pieces = new ArrayList<>();
		Matcher words = WORD.matcher(text);
		while (words.find()) {
			pieces.add(new int[] { this.ids.applyAsInt(words.group()), words.start(), words.end() });
		}
		return new WordPieces(column(pieces, 0), column(pieces, 1), column(pieces, 2));
	}

	private static int[] column(List<int[]> pieces, int column) {
		return pieces.stream().mapToInt((piece) -> piece[column]).toArray();
	}

	@Override
	public String piece(int id) {
		return String.valueOf(id);
	}

	@Override
	public RowTemplate rows() {
		return RowTemplate.bert(101, 102);
	}

	@Override
	public int vocabularySize() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void write(Path directory) throws IOException {
		Files.writeString(directory.resolve("tokenizer.json"), "{}");
	}

	@Override
	public String contentHash() {
		return this.hash;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
