package io.mtdnn.web;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.http.HttpHeaders;

/** Creates responses with problem documents for the OpenAPI document. */
public final class OpenApiProblems {

	/** Name of the schema of problem documents. */
	public static final String SCHEMA = "ProblemDetail";

	private OpenApiProblems() {
	}

	/** A response with a problem document. */
	public static ApiResponse response(String description) {
		return new ApiResponse().description(description).content(content());
	}

	/** A response with a problem document and the time after which to retry. */
	public static ApiResponse retryable(String description) {
		return retryAfter(response(description));
	}

	/** Adds the header with the seconds to wait. */
	public static ApiResponse retryAfter(ApiResponse response) {
		return response.addHeaderObject(HttpHeaders.RETRY_AFTER,
				new Header().description("Seconds to wait before retrying").schema(new IntegerSchema()));
	}

	/** The content of a problem document. */
	public static Content content() {
		return new Content().addMediaType("application/problem+json",
				new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA)));
	}

}
