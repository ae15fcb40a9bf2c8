package io.mtdnn.serving.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.answering.Candidate;

/**
 * Extends spans that begin or end within a word to the whole word, as transformers'
 * {@code align_to_words} does.
 *
 * @param texts the texts, to which candidates refer by their index
 */
record WholeWords(List<String> texts) {

	/**
	 * Extends candidates and sorts them, the best first. The probabilities of candidates
	 * that become equal are added.
	 */
	List<Candidate> widen(List<Candidate> candidates) {
		Map<List<Integer>, Candidate> widened = new LinkedHashMap<>();
		for (Candidate candidate : candidates) {
			Candidate whole = widen(candidate);
			widened.merge(List.of(whole.passage(), whole.start(), whole.end()), whole, WholeWords::together);
		}
		List<Candidate> sorted = new ArrayList<>(widened.values());
		sorted.sort(Comparator.comparingDouble(Candidate::probability).reversed());
		return sorted;
	}

	private Candidate widen(Candidate candidate) {
		if (candidate.text().isEmpty()) {
			return candidate;
		}
		String text = this.texts.get(candidate.passage());
		int start = candidate.start();
		while (start > 0 && inWord(text.codePointBefore(start)) && inWord(text.codePointAt(start))) {
			start -= Character.charCount(text.codePointBefore(start));
		}
		int end = candidate.end();
		while (end < text.length() && inWord(text.codePointBefore(end)) && inWord(text.codePointAt(end))) {
			end += Character.charCount(text.codePointAt(end));
		}
		return new Candidate(text.substring(start, end), candidate.passage(), start, end, candidate.startLogit(),
				candidate.endLogit(), candidate.probability());
	}

	/**
	 * Whether a code point continues a word. In BERT, words end at white space and
	 * punctuation, and each ideograph is a word.
	 */
	private static boolean inWord(int point) {
		return !Character.isIdeographic(point)
				&& (Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK
						|| Character.getType(point) == Character.COMBINING_SPACING_MARK);
	}

	private static Candidate together(Candidate first, Candidate second) {
		Candidate better = (first.logit() >= second.logit()) ? first : second;
		return better.with(first.probability() + second.probability());
	}

}
