package io.mtdnn.storage.web;

import java.util.List;
import java.util.Set;

import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.NoSpaceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rejects calls that store something while a folder has less space than its reserve.
 * Calls that remove something or revoke a right (DELETE) are allowed; the reserve exists
 * for them.
 */
@Configuration(proxyBeanMethods = false)
class StoringCalls implements WebMvcConfigurer, HandlerInterceptor {

	private static final Set<String> STORING = Set.of("POST", "PUT", "PATCH");

	/** Paths of calls that only query. */
	private static final List<String> QUESTIONS = List.of("/qa", "/classification", "/multiple-choice", "/regression",
			"/evaluations", "/v2", "/error");

	private final DiskReserve reserve;

	StoringCalls(DiskReserve reserve) {
		this.reserve = reserve;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).excludePathPatterns(QUESTIONS.stream().map((path) -> path + "/**").toList());
	}

	/** Whether calls of this path store their input. */
	static boolean stores(String path) {
		return QUESTIONS.stream().noneMatch((question) -> path.equals(question) || path.startsWith(question + "/"));
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (STORING.contains(request.getMethod())) {
			this.reserve.shortage().ifPresent((shortage) -> {
				throw new NoSpaceException(shortage);
			});
		}
		return true;
	}

}
