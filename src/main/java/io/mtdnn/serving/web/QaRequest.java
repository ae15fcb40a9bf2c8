package io.mtdnn.serving.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mtdnn.serving.QuestionOptions;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The body of POST /qa as the OpenAPI document shows it; {@link QuestionReader} reads it.
 * The options have the names of transformers' question-answering pipeline in camel case;
 * the pipeline's own spelling and the shape of the hosted Hugging Face API are also
 * accepted.
 *
 * @param texts the question and its texts
 * @param options the options of the question
 * @param hosted the same fields in the shape of the hosted Hugging Face API
 */
@Schema(name = "QaRequest")
record QaRequest(@JsonUnwrapped QaTexts texts, @JsonUnwrapped QuestionOptions options,
		@JsonUnwrapped HostedShape hosted) {

}
