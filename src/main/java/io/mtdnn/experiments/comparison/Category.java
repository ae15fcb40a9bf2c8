package io.mtdnn.experiments.comparison;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.mtdnn.evaluation.QuestionResult;

/** How questions are grouped. */
public enum Category {

	/** Whether the context contains an answer. */
	ANSWERABLE("answerable", (result) -> result.answerable() ? "answerable" : "unanswerable"),

	/** The first question word of the question. */
	QUESTION_WORD("questionWord", Category::word),

	/** Words of the shortest gold answer. */
	ANSWER_LENGTH("answerLength", Category::answerLength),

	/** Words of the context. */
	CONTEXT_LENGTH("contextLength", Category::contextLength),

	/** Title of the article. */
	ARTICLE("article", (result) -> (result.article() != null) ? result.article() : "unknown");

	private static final List<String> WORDS = List.of("what", "who", "whom", "whose", "when", "where", "which", "why",
			"how");

	private final String text;

	private final Function<QuestionResult, String> value;

	Category(String text, Function<QuestionResult, String> value) {
		this.text = text;
		this.value = value;
	}

	/** The name in requests and responses. */
	public String text() {
		return this.text;
	}

	/** The group of a question. */
	String of(QuestionResult result) {
		return this.value.apply(result);
	}

	private static String word(QuestionResult result) {
		String[] words = result.question().toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
		for (int i = 0; i < words.length; i++) {
			if (WORDS.contains(words[i])) {
				boolean quantity = words[i].equals("how") && i + 1 < words.length
						&& List.of("many", "much").contains(words[i + 1]);
				return quantity ? "how many" : words[i];
			}
		}
		return "other";
	}

	private static String answerLength(QuestionResult result) {
		int shortest = result.golds().stream().mapToInt(Category::words).min().orElse(0);
		return (shortest == 0) ? "none"
				: (shortest == 1) ? "1" : (shortest <= 3) ? "2 to 3" : (shortest <= 7) ? "4 to 7" : "8 or more";
	}

	private static String contextLength(QuestionResult result) {
		int words = words(result.context());
		return (words < 100) ? "under 100"
				: (words < 150) ? "100 to 149" : (words < 200) ? "150 to 199" : "200 or more";
	}

	private static int words(String text) {
		return text.isBlank() ? 0 : text.strip().split("\\s+").length;
	}

}
