package io.mtdnn.answering;

import java.util.List;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;

/**
 * A text that may contain the answer, with the model's logits.
 *
 * @param text the text
 * @param pieces its word pieces, to cut the answer out by their offsets
 * @param windows the windows over it, at least one
 * @param logits per window its logits, in the same order
 */
public record Passage(String text, WordPieces pieces, List<Window> windows, List<SpanLogits> logits) {

	/**
	 * Copies the lists.
	 * @throws IllegalArgumentException when windows and logits do not fit together or a
	 * logit is not finite
	 */
	public Passage {
		windows = List.copyOf(windows);
		logits = List.copyOf(logits);
		if (windows.isEmpty() || windows.size() != logits.size()) {
			throw new IllegalArgumentException(windows.size() + " windows with logits for " + logits.size());
		}
		for (int w = 0; w < windows.size(); w++) {
			check(w, windows.get(w).sequence().length(), logits.get(w).start());
			check(w, windows.get(w).sequence().length(), logits.get(w).end());
		}
	}

	private static void check(int window, int tokens, float[] logits) {
		if (logits.length != tokens) {
			throw new IllegalArgumentException(
					"window %d has %d tokens, but %d logits".formatted(window, tokens, logits.length));
		}
		for (float logit : logits) {
			if (!Float.isFinite(logit)) {
				throw new IllegalArgumentException("a logit of window " + window + " is " + logit);
			}
		}
	}

	/** The window in which the null answer is least likely. */
	SpanLogits leastNull() {
		SpanLogits least = this.logits.get(0);
		for (SpanLogits window : this.logits) {
			least = (nullScore(window) < nullScore(least)) ? window : least;
		}
		return least;
	}

	/** Sum of the logits of [CLS]. */
	static double nullScore(SpanLogits window) {
		return (double) window.start()[0] + window.end()[0];
	}

}
