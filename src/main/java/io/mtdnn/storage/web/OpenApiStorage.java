package io.mtdnn.storage.web;

import io.mtdnn.web.OpenApiProblems;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the responses for an unavailable database (503) and a full disk (507) to the
 * OpenAPI document of each call that can return them.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiStorage {

	/** Runs after the features have described their own 503 and 507. */
	@Bean
	OpenApiCustomizer storageResponses() {
		return (document) -> document.getPaths().forEach((path, calls) -> {
			if (!path.equals("/v2") && !path.startsWith("/v2/health/")) {
				calls.readOperations().forEach(OpenApiStorage::databaseUnavailable);
				if (StoringCalls.stores(path)) {
					storing(calls);
				}
			}
		});
	}

	private static void databaseUnavailable(Operation operation) {
		operation.getResponses().putIfAbsent("503", OpenApiProblems.retryable("The database is unavailable"));
	}

	private static void storing(PathItem calls) {
		for (Operation operation : new Operation[] { calls.getPost(), calls.getPut(), calls.getPatch() }) {
			if (operation != null) {
				ApiResponses responses = operation.getResponses();
				responses.putIfAbsent("507", OpenApiProblems
					.retryable("There is less free space than mtdnn.storage.reserve; nothing new can be stored"));
			}
		}
	}

}
