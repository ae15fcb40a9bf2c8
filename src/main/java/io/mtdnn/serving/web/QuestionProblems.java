package io.mtdnn.serving.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** The error responses to a single question, for the OpenAPI document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "400", description = "The request is invalid; the problem names the field")
@ApiResponse(responseCode = "404", description = "The model does not exist")
@ApiResponse(responseCode = "409", description = "No suitable model has been trained yet")
@ApiResponse(responseCode = "413", description = "A text or the body exceeds the limit that the problem names")
@ApiResponse(responseCode = "422", description = "The request does not fit the model; the problem names the field")
@ApiResponse(responseCode = "503", description = "No capacity; retry after Retry-After seconds")
@ApiResponse(responseCode = "504", description = "No response within X-Request-Timeout")
@ApiResponse(responseCode = "507", description = "The model is larger than the total memory for models")
public @interface QuestionProblems {

}
