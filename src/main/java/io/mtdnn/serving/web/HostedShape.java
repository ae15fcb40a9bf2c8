package io.mtdnn.serving.web;

import java.util.Map;

import io.mtdnn.serving.QuestionOptions;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a question in the shape of the hosted Hugging Face API.
 *
 * @param inputs the question and its context
 * @param parameters the options of the question
 * @param options accepted for compatibility and ignored
 */
record HostedShape(@Schema(
		description = "Question and context in the shape of the hosted Hugging Face API") @Nullable Inputs inputs,
		@Schema(description = "The options in the shape of the hosted Hugging Face API") @Nullable QuestionOptions parameters,
		@Schema(hidden = true) @Nullable Map<String, Object> options) {

	/**
	 * A question and its context.
	 *
	 * @param question the question
	 * @param context the text that may contain the answer
	 */
	record Inputs(@Nullable String question, @Nullable String context) {

		QaTexts texts() {
			return new QaTexts(this.question, this.context, null, null);
		}

	}

}
