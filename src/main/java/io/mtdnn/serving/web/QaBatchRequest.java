package io.mtdnn.serving.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.QuestionOptions;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Many questions: several on the same texts, or pairs of a question and its texts.
 *
 * @param many the questions
 * @param texts the texts of all {@code questions}
 * @param options the options of all questions
 */
record QaBatchRequest(@JsonUnwrapped Many many, @JsonUnwrapped Shared texts, @JsonUnwrapped QuestionOptions options) {

	/**
	 * The questions of a batch.
	 *
	 * @param questions the questions about the same texts
	 * @param items questions with their own texts and options
	 */
	record Many(@Schema(description = "The questions about the texts; at most mtdnn.serving.max-batch-items (1,000)",
			example = "[\"Who built the lighthouse?\", \"When was it built?\"]") @Nullable List<String> questions,
			@ArraySchema(arraySchema = @Schema(
					description = "Instead of texts and questions: pairs, each optionally with its own `id` and options"
							+ "; at most mtdnn.serving.max-batch-items (1,000)"),
					schema = @Schema(implementation = QaItemSchema.class)) @Nullable List<JsonNode> items) {

		/**
		 * Whether the batch consists of pairs.
		 * @throws InvalidQuestionException when it has both or neither
		 */
		boolean isPairs() {
			boolean pairs = this.items != null;
			if (pairs == (this.questions != null)) {
				throw new InvalidQuestionException(pairs ? "items" : "questions",
						"give either 'questions' with their texts or 'items'");
			}
			return pairs;
		}

	}

	/**
	 * The texts of all questions.
	 *
	 * @param context the only text
	 * @param contexts several texts, which answers cite by their positions
	 * @param documents several texts, which answers cite by their ids
	 */
	record Shared(@Schema(
			description = "The context of all `questions`, tokenised once; at most"
					+ " mtdnn.serving.max-context-characters (100,000)",
			example = "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist.") @Nullable String context,
			@Schema(description = "Instead of `context`: texts that each question searches together") @Nullable List<String> contexts,
			@Schema(description = "The same with an id for each text") @Nullable List<QaTexts.QaDocument> documents) {

		QaTexts texts() {
			return new QaTexts(null, this.context, this.contexts, this.documents);
		}

	}

}
