package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer normalised as in SQuAD: lower-cased, without ASCII punctuation, without the
 * words a, an and the, split at white space, in this order.
 *
 * @param tokens the remaining words
 */
record NormalizedAnswer(List<String> tokens) {

	static final NormalizedAnswer EMPTY = new NormalizedAnswer(List.of());

	private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

	static NormalizedAnswer of(String answer) {
		String text = withoutArticles(withoutPunctuation(PythonText.lower(answer)));
		List<String> tokens = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			// all white space is in the basic plane
			if (i == text.length() || PythonText.isSpace(text.charAt(i))) {
				if (i > start) {
					tokens.add(text.substring(start, i));
				}
				start = i + 1;
			}
		}
		return new NormalizedAnswer(tokens);
	}

	boolean isEmpty() {
		return this.tokens.isEmpty();
	}

	/** 1 when both are the same, else 0. */
	double exact(NormalizedAnswer gold) {
		return this.tokens.equals(gold.tokens) ? 1 : 0;
	}

	/** F1 of the common words; 1 if both are empty, 0 if one is. */
	double f1(NormalizedAnswer gold) {
		if (isEmpty() || gold.isEmpty()) {
			return exact(gold);
		}
		int same = common(gold);
		if (same == 0) {
			return 0;
		}
		double precision = 1.0 * same / this.tokens.size();
		double recall = 1.0 * same / gold.tokens.size();
		return (2 * precision * recall) / (precision + recall);
	}

	private int common(NormalizedAnswer gold) {
		Map<String, Integer> left = new HashMap<>();
		gold.tokens.forEach((token) -> left.merge(token, 1, Integer::sum));
		int same = 0;
		for (String token : this.tokens) {
			if (left.merge(token, -1, Integer::sum) >= 0) {
				same++;
			}
		}
		return same;
	}

	private static String withoutPunctuation(String text) {
		StringBuilder left = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			if (PUNCTUATION.indexOf(text.charAt(i)) < 0) {
				left.append(text.charAt(i));
			}
		}
		return left.toString();
	}

	/** Replaces every article that is a whole run of word characters with a space. */
	private static String withoutArticles(String text) {
		StringBuilder left = new StringBuilder(text.length());
		int start = 0;
		while (start < text.length()) {
			boolean word = PythonText.isWord(text.codePointAt(start));
			int end = start;
			while (end < text.length() && PythonText.isWord(text.codePointAt(end)) == word) {
				end += Character.charCount(text.codePointAt(end));
			}
			String run = text.substring(start, end);
			left.append((word && isArticle(run)) ? " " : run);
			start = end;
		}
		return left.toString();
	}

	private static boolean isArticle(String run) {
		return run.equals("a") || run.equals("an") || run.equals("the");
	}

}
