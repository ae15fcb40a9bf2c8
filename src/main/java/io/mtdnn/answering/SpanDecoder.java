package io.mtdnn.answering;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;

/**
 * Decodes span logits into answers, as BERT does for SQuAD 2.0; stateless.
 * <p>
 * In each window the best starts are combined with the best ends; a span is in the
 * context, does not end before it starts, is at most {@code maxAnswerLength} pieces long,
 * and starts in the window where its first piece has most context. The null answer's
 * score is the smallest over the windows of the [CLS] logits, a span's is the sum of its
 * start and end logit. If this yields fewer spans than requested, all spans of all
 * windows are considered, so that there are as many candidates as the context allows.
 * Ties go to the span that starts first, then to the shorter one.
 */
public final class SpanDecoder {

	private SpanDecoder() {
	}

	/**
	 * Decodes one question on one context.
	 * @param context the original context
	 * @param pieces the context's pieces, to cut the answer out by their offsets
	 * @param windows the windows of the question
	 * @param logits per window its logits, same order
	 * @param settings n-best size, answer length, threshold
	 * @throws IllegalArgumentException when windows and logits do not fit together or a
	 * logit is not finite
	 */
	public static DecodedAnswer decode(String context, WordPieces pieces, List<Window> windows, List<SpanLogits> logits,
			DecodingSettings settings) {
		return decode(List.of(new Passage(context, pieces, windows, logits)), settings);
	}

	/**
	 * Decodes one question on several passages as if all windows were of one context.
	 * Logits are compared across passages as they are, and there is one null answer.
	 * @param passages at least one
	 * @param settings n-best size, answer length, threshold
	 */
	public static DecodedAnswer decode(List<Passage> passages, DecodingSettings settings) {
		SpanLogits none = leastNull(passages);
		List<Candidate> candidates = search(passages, settings).candidates(none);
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
		double nullOdds = (bestSpan != null) ? Passage.nullScore(none) - bestSpan.logit() : Double.POSITIVE_INFINITY;
		boolean empty = bestSpan == null || nullOdds > settings.nullThreshold();
		return new DecodedAnswer(Objects.requireNonNull(empty ? nullAnswer : bestSpan), bestSpan, nullOdds, candidates);
	}

	private static SpanLogits leastNull(List<Passage> passages) {
		SpanLogits least = passages.get(0).leastNull();
		for (Passage passage : passages) {
			SpanLogits own = passage.leastNull();
			least = (Passage.nullScore(own) < Passage.nullScore(least)) ? own : least;
		}
		return least;
	}

	private static NBest search(List<Passage> passages, DecodingSettings settings) {
		NBest best = new NBest(settings.nBestSize(), passages);
		List<WindowSpans> windows = new ArrayList<>();
		for (int p = 0; p < passages.size(); p++) {
			windows.addAll(windows(p, passages.get(p)));
		}
		windows.forEach((window) -> window.offerBest(best, settings));
		if (!best.isFull()) {
			windows.forEach((window) -> window.offerAll(best, settings));
		}
		return best;
	}

	private static List<WindowSpans> windows(int number, Passage passage) {
		int[] owners = SlidingWindows.maxContextWindows(passage.windows(), passage.pieces().length());
		List<WindowSpans> windows = new ArrayList<>();
		for (int w = 0; w < passage.windows().size(); w++) {
			windows.add(new WindowSpans(number, w, passage.windows().get(w), passage.logits().get(w), owners));
		}
		return windows;
	}

}
