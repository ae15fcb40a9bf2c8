package io.mtdnn.serving.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mtdnn.serving.QuestionOptions;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The body of POST /qa as the OpenAPI document shows it; {@link QuestionReader} reads it.
 * The names of options are those of the question-answering pipeline of transformers in
 * camel case; its own spelling is accepted as well, and so is the shape of the hosted
 * Hugging Face API.
 *
 * @param texts question and texts
 * @param options how it is answered
 * @param hosted the same in the shape of the hosted Hugging Face API
 */
@Schema(name = "QaRequest")
record QaRequest(@JsonUnwrapped QaTexts texts, @JsonUnwrapped QuestionOptions options,
		@JsonUnwrapped HostedShape hosted) {

}
