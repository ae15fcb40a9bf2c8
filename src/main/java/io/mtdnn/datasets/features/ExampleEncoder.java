package io.mtdnn.datasets.features;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.SentenceRows;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;
import org.jspecify.annotations.Nullable;

/**
 * Converts examples to training items. Pairs that are too long lose pieces from the
 * longer sentence first (BERT's {@code _truncate_seq_pair}); contexts are windowed
 * instead. Remembers the last context, which the next question often shares: one encoder
 * per thread.
 */
public final class ExampleEncoder {

	private final WordPieceTokenizer tokenizer;

	private final WindowSettings settings;

	private @Nullable String lastContext;

	private @Nullable WordPieces lastPieces;

	/**
	 * An encoder.
	 * @throws InvalidWindowException when rows are too short for two sentences of one
	 * piece
	 */
	public ExampleEncoder(WordPieceTokenizer tokenizer, WindowSettings settings) {
		int shortest = SentenceRows.shortest(tokenizer);
		if (settings.maxSequenceLength() < shortest) {
			throw new InvalidWindowException("maxSequenceLength",
					"maxSequenceLength must be at least " + shortest + ", but is " + settings.maxSequenceLength());
		}
		this.tokenizer = tokenizer;
		this.settings = settings;
	}

	/**
	 * The training items of one example, in window order.
	 * @throws InvalidWindowException when the window settings cannot be used with this
	 * question
	 */
	public Encoding encode(Example example) {
		if (example instanceof SpanExample question) {
			return encode(question);
		}
		if (example instanceof ChoiceExample choice) {
			return whole(rows(choice), new Label(choice.label()));
		}
		SentenceExample sentence = (SentenceExample) example;
		return whole(List.of(row(sentence)), sentence.target());
	}

	private static Encoding whole(List<TokenSequence> rows, Target target) {
		return new Encoding(List.of(new EncodedExample(rows, target)), false, false);
	}

	private Encoding encode(SpanExample example) {
		int[] question = this.tokenizer.split(example.question()).ids();
		WordPieces context = pieces(example.context());
		int[] answer = example.impossible() ? null : answerPieces(example.answers().get(0), context);
		List<EncodedExample> items = new ArrayList<>();
		boolean inside = false;
		for (Window window : SlidingWindows.over(question, context, this.settings, this.tokenizer)) {
			Span target = target(window, answer);
			inside |= target.start() > 0;
			items.add(new EncodedExample(List.of(window.sequence()), target));
		}
		return new Encoding(items, question.length > this.settings.maxQuestionLength(),
				!example.impossible() && !inside);
	}

	private WordPieces pieces(String context) {
		WordPieces pieces = this.lastPieces;
		if (pieces == null || !context.equals(this.lastContext)) {
			pieces = this.tokenizer.split(context);
			this.lastPieces = pieces;
			this.lastContext = context;
		}
		return pieces;
	}

	/**
	 * First and last piece that share a character with the answer; null when none does.
	 */
	private static int @Nullable [] answerPieces(GoldAnswer answer, WordPieces context) {
		int end = answer.start() + answer.text().length();
		int first = -1;
		int last = -1;
		for (int i = 0; i < context.length(); i++) {
			if (context.starts()[i] < end && context.ends()[i] > answer.start()) {
				first = (first < 0) ? i : first;
				last = i;
			}
		}
		return (first < 0) ? null : new int[] { first, last };
	}

	private static Span target(Window window, int @Nullable [] answer) {
		if (answer == null || !window.contains(answer[0]) || !window.contains(answer[1])) {
			return new Span(0, 0);
		}
		int shift = window.contextOffset() - window.firstPiece();
		return new Span(answer[0] + shift, answer[1] + shift);
	}

	private List<TokenSequence> rows(ChoiceExample example) {
		int[] first = this.tokenizer.split(example.first()).ids();
		List<TokenSequence> rows = new ArrayList<>();
		for (String choice : example.choices()) {
			rows.add(pair(first, this.tokenizer.split(choice).ids()));
		}
		return rows;
	}

	private TokenSequence row(SentenceExample example) {
		int[] first = this.tokenizer.split(example.first()).ids();
		return (example.second() != null) ? pair(first, this.tokenizer.split(example.second()).ids())
				: SentenceRows.single(first, this.settings.maxSequenceLength(), this.tokenizer);
	}

	private TokenSequence pair(int[] first, int[] second) {
		return SentenceRows.pair(first, second, this.settings.maxSequenceLength(), this.tokenizer);
	}

	/**
	 * The result of encoding one example.
	 *
	 * @param items training items
	 * @param questionTruncated whether the question lost pieces
	 * @param answerOutside whether the first gold answer lies whole in none of the
	 * windows
	 */
	public record Encoding(List<EncodedExample> items, boolean questionTruncated, boolean answerOutside) {

	}

}
