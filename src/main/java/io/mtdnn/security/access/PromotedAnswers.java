package io.mtdnn.security.access;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores the response to a promotion (its model or threshold) for the audit log, as JSON,
 * so that names cannot be misread.
 */
@ControllerAdvice
final class PromotedAnswers implements ResponseBodyAdvice<Object> {

	private final JsonMapper json;

	PromotedAnswers(JsonMapper json) {
		this.json = json;
	}

	@Override
	public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
		return answer.hasMethodAnnotation(PutMapping.class);
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter answer, MediaType type,
			Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
			ServerHttpResponse response) {
		request.getAttributes().put(AuditLog.PROMOTED, this.json.writeValueAsString(body));
		return body;
	}

}
