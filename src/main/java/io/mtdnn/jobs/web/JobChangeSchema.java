package io.mtdnn.jobs.web;

import java.util.Set;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Describes the body of PATCH /jobs/{id} for the OpenAPI document;
 * {@link JobRequestReader} reads it.
 */
@Schema(name = "JobChange")
record JobChangeSchema(@ArraySchema(schema = @Schema(type = "string", minLength = 1, maxLength = 100), maxItems = 50,
		uniqueItems = true) Set<String> tags, @Schema(maxLength = 10_000) String notes) {

}
