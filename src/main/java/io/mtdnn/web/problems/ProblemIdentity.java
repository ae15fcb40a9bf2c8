package io.mtdnn.web.problems;

import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Gives the problem documents of all controllers the id of their request;
 * {@link ProblemWriter} does it for the filters.
 */
@ControllerAdvice
class ProblemIdentity implements ResponseBodyAdvice<Object> {

	/**
	 * The caller knows the address, so long addresses are omitted.
	 */
	private static final int LONGEST_INSTANCE = 300;

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (body instanceof ProblemDetail problem && response instanceof ServletServerHttpResponse answer) {
			if (problem.getInstance() != null && problem.getInstance().toString().length() > LONGEST_INSTANCE) {
				problem.setInstance(null);
			}
			Problems.identify(problem, answer.getServletResponse().getHeader(Problems.REQUEST_ID));
		}
		return body;
	}

}
