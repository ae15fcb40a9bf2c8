package io.mtdnn.serving;

import java.util.List;

/**
 * A question on one or several texts.
 *
 * @param question the question
 * @param documents the texts that are searched for the answer, at least one
 * @param options the options of the answer
 */
public record Question(String question, List<Document> documents, QuestionOptions options) {

	public Question {
		documents = List.copyOf(documents);
	}

	/** A question on one context. */
	public Question(String question, String context, QuestionOptions options) {
		this(question, List.of(new Document(null, null, context)), options);
	}

	/** The same question for another model. */
	public Question to(String model) {
		return new Question(this.question, this.documents, this.options.of(model));
	}

}
