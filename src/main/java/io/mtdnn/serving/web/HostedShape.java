package io.mtdnn.serving.web;

import java.util.Map;

import io.mtdnn.serving.QuestionOptions;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The fields of a question in the shape of the hosted Hugging Face API.
 *
 * @param inputs question and context
 * @param parameters the options of the question
 * @param options accepted for the same clients and ignored
 */
record HostedShape(
		@Schema(description = "Question and context in the shape of the hosted Hugging Face API") Inputs inputs,
		@Schema(description = "The options in the shape of the hosted Hugging Face API") QuestionOptions parameters,
		@Schema(hidden = true) Map<String, Object> options) {

	/**
	 * Question and context.
	 *
	 * @param question what is asked
	 * @param context where the answer is looked for
	 */
	record Inputs(String question, String context) {

		QaTexts texts() {
			return new QaTexts(this.question, this.context, null, null);
		}

	}

}
