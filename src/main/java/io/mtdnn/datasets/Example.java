package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import org.jspecify.annotations.Nullable;

/** One row of a dataset as in its file. */
public sealed interface Example {

	/** The row's id, or its file's name and row number if the format has no ids. */
	String id();

	/**
	 * A question on a context (SQuAD).
	 *
	 * @param id question id
	 * @param context the paragraph
	 * @param question the question
	 * @param answers gold answers; empty when the question is unanswerable
	 * @param article title of the article that the context is from; null if the file has
	 * none
	 */
	record SpanExample(String id, String context, String question, List<GoldAnswer> answers,
			@Nullable String article) implements Example {

		public SpanExample {
			answers = List.copyOf(answers);
		}

		/** A question on a context without an article. */
		public SpanExample(String id, String context, String question, List<GoldAnswer> answers) {
			this(id, context, question, answers, null);
		}

		/** The same question, on a context of an article with this title. */
		public SpanExample of(String title) {
			return new SpanExample(this.id, this.context, this.question, this.answers, title);
		}

		public boolean impossible() {
			return this.answers.isEmpty();
		}

	}

	/**
	 * A gold answer.
	 *
	 * @param text the answer
	 * @param start its first position in the context in UTF-16 units (converted from the
	 * file's code points)
	 */
	record GoldAnswer(String text, int start) {

	}

	/**
	 * A beginning and its possible endings (SWAG): row i of the input is
	 * {@code [CLS] first [SEP] choices[i] [SEP]}.
	 *
	 * @param label index of the right choice
	 */
	record ChoiceExample(String id, String first, List<String> choices, int label) implements Example {

		public ChoiceExample {
			choices = List.copyOf(choices);
		}

	}

	/**
	 * A sentence or a sentence pair with the value to predict.
	 *
	 * @param second the second sentence, or null
	 * @param target a label among those of the task, or a value
	 */
	record SentenceExample(String id, String first, @Nullable String second, Target target) implements Example {

		/** An example of a task with labels. */
		public SentenceExample(String id, String first, @Nullable String second, int label) {
			this(id, first, second, new Label(label));
		}

	}

}
