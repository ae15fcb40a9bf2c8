package io.mtdnn.answering;

import java.util.List;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;

/**
 * Decodes span logits into answers, as BERT does for SQuAD 2.0; stateless.
 * <p>
 * In each window the best starts are combined with the best ends; a span lies in the
 * context, does not end before it starts, is at most {@code maxAnswerLength} pieces long,
 * and starts in the window where its first piece has most context. The null answer's
 * score is the smallest over the windows of the [CLS] logits, a span's is the sum of its
 * start and end logit. Should fewer spans than asked for come of that, all spans of all
 * windows are looked at, so that there are as many candidates as the context allows. Ties
 * go to the span that starts first, then to the shorter one.
 */
public final class SpanDecoder {

	private SpanDecoder() {
	}

	/**
	 * Decodes all windows of one question.
	 * @param context the original context
	 * @param pieces the context's pieces, to cut the answer out by their offsets
	 * @param windows the windows of the question
	 * @param logits per window its logits, same order
	 * @param settings n-best size, answer length, threshold
	 * @return the answer, the best span, null odds and candidates
	 * @throws IllegalArgumentException when windows and logits do not fit together or a
	 * logit is not finite
	 */
	public static DecodedAnswer decode(String context, WordPieces pieces, List<Window> windows, List<SpanLogits> logits,
			DecodingSettings settings) {
		double nullScore = nullScore(windows, logits);
		NBest best = search(pieces, windows, logits, settings);
		List<Candidate> candidates = best.candidates(context, nullScore);
		Candidate nullAnswer = null;
		Candidate bestSpan = null;
		for (Candidate candidate : candidates) {
			if (candidate.text().isEmpty()) {
				nullAnswer = candidate;
			}
			else if (bestSpan == null) {
				bestSpan = candidate;
			}
		}
		double nullOdds = (bestSpan != null) ? nullScore - bestSpan.logit() : Double.POSITIVE_INFINITY;
		boolean none = bestSpan == null || nullOdds > settings.nullThreshold();
		return new DecodedAnswer(none ? nullAnswer : bestSpan, bestSpan, nullOdds, candidates);
	}

	private static double nullScore(List<Window> windows, List<SpanLogits> logits) {
		if (windows.isEmpty() || windows.size() != logits.size()) {
			throw new IllegalArgumentException(windows.size() + " windows with logits for " + logits.size());
		}
		double nullScore = Double.POSITIVE_INFINITY;
		for (int w = 0; w < windows.size(); w++) {
			SpanLogits window = logits.get(w);
			check(w, windows.get(w).sequence().length(), window.start());
			check(w, windows.get(w).sequence().length(), window.end());
			nullScore = Math.min(nullScore, (double) window.start()[0] + window.end()[0]);
		}
		return nullScore;
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

	private static NBest search(WordPieces pieces, List<Window> windows, List<SpanLogits> logits,
			DecodingSettings settings) {
		int[] owners = SlidingWindows.maxContextWindows(windows, pieces.length());
		NBest best = new NBest(settings.nBestSize(), pieces);
		for (int w = 0; w < windows.size(); w++) {
			new WindowSpans(w, windows.get(w), logits.get(w), owners).offerBest(best, settings);
		}
		if (!best.isFull()) {
			for (int w = 0; w < windows.size(); w++) {
				new WindowSpans(w, windows.get(w), logits.get(w), owners).offerAll(best, settings);
			}
		}
		return best;
	}

}
