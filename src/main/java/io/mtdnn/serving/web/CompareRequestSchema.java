package io.mtdnn.serving.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The body of POST /qa/compare as the OpenAPI document shows it;
 * {@link CompareController} reads it.
 *
 * @param models the models to ask
 * @param question the fields of a single question
 */
@Schema(name = "CompareRequest", requiredProperties = "models")
record CompareRequestSchema(
		@ArraySchema(arraySchema = @Schema(description = "Aliases, ids or names of the models; instead of `model`"),
				schema = @Schema(type = "string"), minItems = 2, maxItems = 5) List<String> models,
		@JsonUnwrapped QaRequest question) {

}
