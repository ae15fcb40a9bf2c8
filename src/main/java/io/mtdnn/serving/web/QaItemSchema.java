package io.mtdnn.serving.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.JsonNode;

/**
 * A question of a list or a stream as the OpenAPI document shows it;
 * {@link QuestionReader} reads it.
 *
 * @param id the client's id of the question
 * @param question the fields of a single question
 */
@Schema(name = "QaItem")
record QaItemSchema(JsonNode id, @JsonUnwrapped QaRequest question) {

}
