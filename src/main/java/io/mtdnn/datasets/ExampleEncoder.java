package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;

/**
 * Turns examples into training items. Pairs that are too long lose pieces from the longer sentence first (BERT's
 * {@code _truncate_seq_pair}); contexts are windowed instead.
 */
public final class ExampleEncoder {

	private final WordPieceTokenizer tokenizer;

	private final WindowSettings settings;

	public ExampleEncoder(WordPieceTokenizer tokenizer, WindowSettings settings) {
		this.tokenizer = tokenizer;
		this.settings = settings;
	}

	/** The training items of one example, in window order. */
	public Encoding encode(Example example) {
		throw new IllegalStateException("to be written " + this.tokenizer + this.settings);
	}

	/**
	 * What encoding one example gave.
	 *
	 * @param items training items
	 * @param questionTruncated whether the question lost pieces
	 * @param answerOutside whether the first gold answer lies whole in none of the windows
	 */
	public record Encoding(List<EncodedExample> items, boolean questionTruncated, boolean answerOutside) {

	}

}
