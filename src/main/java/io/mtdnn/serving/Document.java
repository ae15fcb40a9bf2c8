package io.mtdnn.serving;

import org.jspecify.annotations.Nullable;

/**
 * A text that may contain the answer to a question.
 *
 * @param index position of the text among those of the question, from 0; null for the
 * only context of a question
 * @param id the client's id of the text; null if it has none
 * @param text the text
 */
public record Document(@Nullable Integer index, @Nullable String id, String text) {

	/** JSON path of the text in the request. */
	public String field() {
		if (this.index == null) {
			return "context";
		}
		return (this.id != null) ? "documents[%d].text".formatted(this.index) : "contexts[%d]".formatted(this.index);
	}

}
