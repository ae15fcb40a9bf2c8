package io.mtdnn.web;

import java.util.List;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says about the service as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String PROBLEM = "ProblemDetail";

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("MT-DNN Server")
				.version("1")
				.description("Trains multi-task BERT models by weighted stochastic batch selection and serves them. "
						+ "Every error is an RFC 9457 problem document that names the field at fault.")
				.license(new License().name("Apache 2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
			.components(new Components().addSecuritySchemes("key",
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("An API key or a JWT; not needed while the service is open on loopback")))
			.addSecurityItem(new SecurityRequirement().addList("key"))
			.addSecurityItem(new SecurityRequirement());
	}

	/** Answers as they are: JSON, nothing with 204, and a problem document with every error, named or not. */
	@Bean
	OpenApiCustomizer answers() {
		return (document) -> {
			document.getComponents().addSchemas(PROBLEM, problem());
			// not the getters of Jackson's class
			document.getComponents().getSchemas().computeIfPresent("JsonNode", (name, beans) -> new Schema<>().description("Any JSON value"));
			document.getPaths()
				.values()
				.forEach((path) -> path.readOperations().forEach((operation) -> answers(operation.getResponses())));
		};
	}

	private static void answers(ApiResponses responses) {
		responses.forEach((status, response) -> {
			if (status.compareTo("400") >= 0) {
				response.setContent(problemContent());
			}
			else if (status.equals("204")) {
				response.setContent(null);
			}
			else if (response.getContent() != null && response.getContent().containsKey("*/*")) {
				response.getContent().addMediaType("application/json", response.getContent().remove("*/*"));
			}
		});
		responses.setDefault(new ApiResponse().description("Every other error").content(problemContent()));
	}

	private static Content problemContent() {
		return new Content().addMediaType("application/problem+json",
				new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
	}

	private static Schema<?> problem() {
		Schema<?> fault = new ObjectSchema().addProperty("field", new StringSchema())
			.addProperty("message", new StringSchema())
			.required(List.of("field", "message"));
		return new ObjectSchema().description("RFC 9457 problem details; some have more members than these")
			.addProperty("type", new StringSchema().format("uri-reference"))
			.addProperty("title", new StringSchema().description("The same for every problem of this kind"))
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema().description("What was wrong here, and what is allowed"))
			.addProperty("instance", new StringSchema().format("uri-reference"))
			.addProperty("requestId", new StringSchema().description("X-Request-Id of the answer; the log has its lines under it"))
			.addProperty("field", new StringSchema().description("JSON path, parameter or header at fault"))
			.addProperty("errors", new ArraySchema().items(fault).description("All faults, when there are several"))
			.required(List.of("title", "status", "detail"));
	}

}
