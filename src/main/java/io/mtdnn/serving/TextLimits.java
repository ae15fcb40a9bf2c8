package io.mtdnn.serving;

/** Bounds of the texts in requests. */
final class TextLimits {

	private final int contextCharacters;

	private final int questionCharacters;

	TextLimits(ServingProperties properties) {
		this.contextCharacters = properties.maxContextCharacters();
		this.questionCharacters = properties.maxQuestionCharacters();
	}

	/** A long text; required. */
	void context(String field, String text) {
		check(field, text, this.contextCharacters, "mtdnn.serving.max-context-characters");
	}

	/** A short text; required. */
	void question(String field, String text) {
		check(field, text, this.questionCharacters, "mtdnn.serving.max-question-characters");
	}

	private static void check(String field, String text, int limit, String property) {
		if (text == null || text.isBlank()) {
			throw new InvalidQuestionException(field, field + " is required and must not be blank");
		}
		if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
			throw new QuestionTooLargeException(field, "%s has %d characters; at most %d are accepted (%s)"
				.formatted(field, text.codePointCount(0, text.length()), limit, property), limit);
		}
	}

}
