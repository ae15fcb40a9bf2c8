package io.mtdnn.serving.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.answering.Candidate;

/**
 * Widens spans that begin or end within a word to the whole word, as transformers'
 * {@code align_to_words} does.
 */
record WholeWords(String context) {

	static WholeWords of(String context) {
		return new WholeWords(context);
	}

	/**
	 * Widens candidates; those that become the same share their probability. Best first.
	 */
	List<Candidate> widen(List<Candidate> candidates) {
		Map<Long, Candidate> widened = new LinkedHashMap<>();
		for (Candidate candidate : candidates) {
			Candidate whole = widen(candidate);
			widened.merge(((long) whole.start() << 32) | whole.end(), whole, WholeWords::together);
		}
		List<Candidate> sorted = new ArrayList<>(widened.values());
		sorted.sort(Comparator.comparingDouble(Candidate::probability).reversed());
		return sorted;
	}

	private Candidate widen(Candidate candidate) {
		if (candidate.text().isEmpty()) {
			return candidate;
		}
		int start = candidate.start();
		while (start > 0 && inWord(this.context.codePointBefore(start)) && inWord(this.context.codePointAt(start))) {
			start -= Character.charCount(this.context.codePointBefore(start));
		}
		int end = candidate.end();
		while (end < this.context.length() && inWord(this.context.codePointBefore(end))
				&& inWord(this.context.codePointAt(end))) {
			end += Character.charCount(this.context.codePointAt(end));
		}
		return new Candidate(this.context.substring(start, end), start, end, candidate.logit(),
				candidate.probability());
	}

	/**
	 * BERT's words end at white space and punctuation, and each ideograph is one of its
	 * own.
	 */
	private static boolean inWord(int point) {
		return !Character.isIdeographic(point)
				&& (Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK
						|| Character.getType(point) == Character.COMBINING_SPACING_MARK);
	}

	private static Candidate together(Candidate first, Candidate second) {
		return new Candidate(first.text(), first.start(), first.end(), Math.max(first.logit(), second.logit()),
				first.probability() + second.probability());
	}

}
