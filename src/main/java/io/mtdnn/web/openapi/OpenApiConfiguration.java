package io.mtdnn.web.openapi;

import java.util.List;

import io.mtdnn.web.OpenApiProblems;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the service as a whole in the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("MT-DNN Server")
				.version("1")
				.description("Trains multi-task BERT models by weighted stochastic batch selection and serves them. "
						+ "Every error is an RFC 9457 problem document that names the field at fault. "
						+ "Every response has an X-Request-Id, which also marks the request's lines in the log.")
				.license(new License().name("Apache 2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
			.components(new Components().addSecuritySchemes("key",
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("An API key or a JWT; not needed while the service is open on loopback")))
			.addSecurityItem(new SecurityRequirement().addList("key"))
			.addSecurityItem(new SecurityRequirement());
	}

	/**
	 * Describes responses: JSON, no content with 204, and a problem document for every
	 * error. Adds texts to fields.
	 */
	@Bean
	OpenApiCustomizer answers() {
		OpenApiFields fields = OpenApiFields.load();
		return (document) -> {
			document.getComponents().addSchemas(OpenApiProblems.SCHEMA, problem());
			// Hides the getters of Jackson's JsonNode and Spring's SseEmitter.
			document.getComponents()
				.getSchemas()
				.computeIfPresent("JsonNode", (name, beans) -> new Schema<>().description("Any JSON value"));
			document.getComponents().getSchemas().remove("SseEmitter");
			document.getPaths()
				.values()
				.forEach((path) -> path.readOperations().forEach((operation) -> answers(operation)));
			fields.describe(document);
		};
	}

	private static void answers(Operation operation) {
		ApiResponses responses = operation.getResponses();
		if (operation.getParameters() != null || operation.getRequestBody() != null) {
			responses.putIfAbsent("400",
					OpenApiProblems.response("Invalid request; the problem names the field or parameter"));
		}
		if (operation.getRequestBody() != null) {
			responses.putIfAbsent("413",
					OpenApiProblems.response("The body is larger than mtdnn.web.max-body (16 MB)"));
		}
		responses.forEach((status, response) -> {
			if (status.compareTo("400") >= 0) {
				response.setContent(OpenApiProblems.content());
			}
			else if (status.equals("204")) {
				response.setContent(null);
			}
			else if (response.getContent() != null && response.getContent().containsKey("*/*")) {
				response.getContent().addMediaType("application/json", response.getContent().remove("*/*"));
			}
			if (status.equals("503")) {
				OpenApiProblems.retryAfter(response);
			}
		});
		responses.addApiResponse(ApiResponses.DEFAULT, OpenApiProblems.response("Every other error"));
	}

	private static Schema<?> problem() {
		ObjectSchema fault = new ObjectSchema();
		fault.addProperty("field", new StringSchema().description("JSON path or parameter at fault"))
			.addProperty("message", new StringSchema().description("The fault"));
		fault.setRequired(List.of("field", "message"));
		ObjectSchema problem = new ObjectSchema();
		problem.description("RFC 9457 problem details; some have more members than these")
			.addProperty("type", new StringSchema().format("uri-reference")
				.description("URI of the problem type (docs/reference/errors.md); absent if the status is sufficient"))
			.addProperty("title", new StringSchema().description("The same for every problem of that type"))
			.addProperty("status", new IntegerSchema().description("HTTP status of the response"))
			.addProperty("detail", new StringSchema().description("The fault and the allowed values"))
			.addProperty("instance", new StringSchema().format("uri-reference").description("Path of the request"))
			.addProperty("requestId",
					new StringSchema()
						.description("X-Request-Id of the response, which also marks the request's lines in the log"))
			.addProperty("field", new StringSchema().description("JSON path, parameter or header at fault"))
			.addProperty("errors", new ArraySchema().items(fault).description("All faults, if there are several"));
		problem.setRequired(List.of("title", "status", "detail"));
		return problem;
	}

}
