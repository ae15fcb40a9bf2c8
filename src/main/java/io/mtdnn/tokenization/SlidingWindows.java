package io.mtdnn.tokenization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.mtdnn.task.TokenSequence;

/**
 * Cuts a context that may be longer than the encoder's input into overlapping windows, as
 * BERT does for SQuAD.
 */
public final class SlidingWindows {

	private SlidingWindows() {
	}

	/**
	 * The rows of the question and a part of the context. Each window starts
	 * {@code docStride} pieces after the one before; the last is the first that reaches
	 * the context's end. An empty context gives one window without context pieces.
	 * @param questionPieces ids of the question's pieces, cut here to
	 * {@code maxQuestionLength}
	 * @param context pieces of the whole context
	 * @param settings lengths and step
	 * @param tokenizer provides the rows
	 * @return at least one window, in order
	 * @throws InvalidWindowException when the settings cannot be used with this question
	 */
	public static List<Window> over(int[] questionPieces, WordPieces context, WindowSettings settings,
			WordPieceTokenizer tokenizer) {
		int capacity = settings.capacity(questionPieces.length, tokenizer.rows());
		int question = Math.min(questionPieces.length, settings.maxQuestionLength());
		List<Window> windows = new ArrayList<>();
		int first = 0;
		while (true) {
			int pieces = Math.min(capacity, context.length() - first);
			TokenSequence row = tokenizer.rows().pair(questionPieces, question, context.ids(), first, pieces);
			windows.add(new Window(row, row.secondStart(), first, pieces));
			if (first + pieces >= context.length()) {
				return windows;
			}
			first += settings.docStride();
		}
	}

	/**
	 * BERT's max-context rule: a piece in several windows belongs to the one in which its
	 * smaller side of context is largest,
	 * {@code min(left, right) + 0.01 * window length}; the earlier window when equal.
	 * @param windows the windows of one question
	 * @param pieces number of pieces of the whole context
	 * @return for each piece the index of its window, -1 if it is in no window
	 */
	public static int[] maxContextWindows(List<Window> windows, int pieces) {
		int[] owner = new int[pieces];
		Arrays.fill(owner, -1);
		for (int w = 0; w < windows.size(); w++) {
			Window window = windows.get(w);
			for (int piece = window.firstPiece(); piece < window.firstPiece() + window.pieces(); piece++) {
				if (owner[piece] < 0 || window.contextScore(piece) > windows.get(owner[piece]).contextScore(piece)) {
					owner[piece] = w;
				}
			}
		}
		return owner;
	}

}
