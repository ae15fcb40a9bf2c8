package io.mtdnn.serving.web;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.mtdnn.serving.Document;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.task.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question and its texts: one context, several contexts, or documents with ids.
 *
 * @param question the question
 * @param context the only text
 * @param contexts several texts, which answers cite by their positions
 * @param documents several texts, which answers cite by their ids
 */
record QaTexts(
		@Schema(description = "The question; not blank, at most mtdnn.serving.max-question-characters (10,000)",
				example = "Who built the lighthouse?") @Nullable String question,
		@Schema(description = "The text that may contain the answer, split into sliding windows if it is too long"
				+ " for one; not blank, at most mtdnn.serving.max-context-characters (100,000)",
				example = "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist.") @Nullable String context,
		@Schema(description = "Instead of `context`: texts that are searched together, at most"
				+ " mtdnn.serving.max-documents (500); answers name a text by its position") @Nullable List<String> contexts,
		@Schema(description = "The same with an id for each text, which answers repeat") @Nullable List<QaDocument> documents) {

	/** Completes this question with the texts and the question of another one. */
	QaTexts over(QaTexts other) {
		boolean own = this.context != null || this.contexts != null || this.documents != null;
		QaTexts texts = own ? this : other;
		return new QaTexts((this.question != null) ? this.question : other.question, texts.context, texts.contexts,
				texts.documents);
	}

	/**
	 * Returns the texts.
	 * @throws InvalidQuestionException when they are given in several ways, or documents
	 * have no ids
	 */
	List<Document> texts() {
		int given = ((this.context != null) ? 1 : 0) + ((this.contexts != null) ? 1 : 0)
				+ ((this.documents != null) ? 1 : 0);
		if (given > 1) {
			throw new InvalidQuestionException((this.contexts != null) ? "contexts" : "documents",
					"give one of 'context', 'contexts' and 'documents'");
		}
		if (this.contexts != null) {
			return texts("contexts", this.contexts.size(), (i) -> new Document(i, null, given(this.contexts.get(i))));
		}
		if (this.documents != null) {
			checkIds(this.documents);
			return texts("documents", this.documents.size(),
					(i) -> new Document(i, this.documents.get(i).id(), given(this.documents.get(i).text())));
		}
		return List.of(new Document(null, null, given(this.context)));
	}

	/** Converts a missing text to a blank one, which is rejected later. */
	static String given(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static List<Document> texts(String field, int size, IntFunction<Document> text) {
		if (size == 0) {
			throw new InvalidQuestionException(field, field + " requires at least 1 text");
		}
		return IntStream.range(0, size).mapToObj(text).toList();
	}

	private static void checkIds(List<QaDocument> documents) {
		List<Fault> faults = IntStream.range(0, documents.size())
			.filter((i) -> documents.get(i) == null || documents.get(i).id() == null)
			.mapToObj((i) -> new Fault("documents[%d].id".formatted(i), "each document requires an id and a text"))
			.toList();
		if (!faults.isEmpty()) {
			throw new InvalidQuestionException(faults);
		}
	}

	/**
	 * A text with an id.
	 *
	 * @param id the client's id of the text
	 * @param text the text
	 */
	@Schema(requiredProperties = { "id", "text" })
	record QaDocument(
			@Schema(description = "The client's name for the text, which answers repeat",
					maxLength = 1000) @Nullable String id,
			@Schema(description = "The text; not blank, at most mtdnn.serving.max-context-characters (100,000)") @Nullable String text) {

	}

}
