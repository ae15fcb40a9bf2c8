package io.mtdnn.tokenization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.mtdnn.task.TokenSequence;

/**
 * Divides a context that may be longer than the encoder's input into overlapping windows,
 * as BERT does for SQuAD.
 */
public final class SlidingWindows {

	private SlidingWindows() {
	}

	/**
	 * Builds windows of the question and a part of the context. Each window starts
	 * {@code docStride} pieces after the previous one; the first that reaches the end of
	 * the context is the last. An empty context has one window without context pieces.
	 * @param questionPieces ids of the question's pieces, cut here to
	 * {@code maxQuestionLength}
	 * @param context pieces of the whole context
	 * @param settings lengths and step
	 * @param tokenizer the tokenizer, which defines the structure of the rows
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
	 * The number of windows of a question, without building them.
	 * @param questionPieces number of the question's pieces
	 * @param contextPieces number of the context's pieces
	 * @param settings lengths and step
	 * @param rows structure of the encoder's rows
	 * @throws InvalidWindowException when the settings cannot be used with this question
	 */
	public static long count(int questionPieces, int contextPieces, WindowSettings settings, RowTemplate rows) {
		long beyond = Math.max(0, contextPieces - settings.capacity(questionPieces, rows));
		return 1 + (beyond + settings.docStride() - 1) / settings.docStride();
	}

	/**
	 * Applies BERT's max-context rule: a piece that is in several windows belongs to the
	 * one in which {@code min(left, right) + 0.01 * window length} is largest, where left
	 * and right are the numbers of context pieces on its sides. If two are equal, the
	 * earlier window owns it.
	 * @param windows the windows of one question
	 * @param pieces number of pieces of the whole context
	 * @return for each piece, the index of its window; -1 if it is not in a window
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
