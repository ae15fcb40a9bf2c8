package io.mtdnn.security.access;

import io.mtdnn.security.Scope;
import io.mtdnn.web.OpenApiProblems;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponses;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.access.PathPatternRequestTransformer;

/**
 * Adds the scope of each call and the responses to rejected calls to the OpenAPI
 * document, from the table of access rules.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiAccess {

	private static final PathPatternRequestTransformer REQUESTS = new PathPatternRequestTransformer();

	@Bean
	OpenApiCustomizer access(AccessRules rules) {
		return (document) -> document.getPaths()
			.forEach((path, item) -> item.readOperationsMap()
				.forEach((method, operation) -> rules.required(request(path, method.name()))
					.ifPresent((scope) -> describe(operation, scope))));
	}

	private static HttpServletRequest request(String path, String method) {
		return REQUESTS.transform(new FilterInvocation(path, method).getHttpRequest());
	}

	private static void describe(Operation operation, Scope scope) {
		operation.addExtension("x-required-scope", scope.toString());
		ApiResponses responses = operation.getResponses();
		responses.putIfAbsent("401", OpenApiProblems.response("No key, or one that is unknown, revoked or expired"));
		responses.putIfAbsent("403", OpenApiProblems.response("The key lacks the scope `%s`".formatted(scope)));
		if (scope == Scope.INFER) {
			responses.putIfAbsent("429", OpenApiProblems.retryable("This key has exceeded its rate limit"));
		}
	}

}
