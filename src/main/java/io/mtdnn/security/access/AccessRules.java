package io.mtdnn.security.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtdnn.security.Scope;
import io.mtdnn.task.HeadKind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Determines the scope that a call requires, from a table whose first matching rule
 * applies.
 */
final class AccessRules {

	private final List<Rule> rules = new ArrayList<>();

	AccessRules() {
		open("/", "/index.html", "/icon.svg", "/favicon.ico", "/sample-job.json");
		open("/caller");
		open("/ui/**", "/webjars/lit-html/**", "/webjars/echarts/**");
		open("/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml");
		open("/actuator/health", "/actuator/health/**", "/v2/health/**");
		scope(Scope.READ, HttpMethod.GET, "/actuator/prometheus", "/actuator/info");
		scope(Scope.ADMIN, null, "/actuator", "/actuator/**", "/keys", "/keys/**");
		scope(Scope.INFER, HttpMethod.POST, "/qa", "/qa/**", "/v2/models/**", "/evaluations");
		Stream.of(HeadKind.values())
			.map((head) -> "/" + head.label())
			.forEach((route) -> scope(Scope.INFER, HttpMethod.POST, route, route + "/**"));
		scope(Scope.READ, HttpMethod.GET, "/**");
		scope(Scope.READ, HttpMethod.HEAD, "/**");
		scope(Scope.TRAIN, null, "/**");
	}

	/** The scope that a call requires; empty if it is open to all callers. */
	Optional<Scope> required(HttpServletRequest request) {
		for (Rule rule : this.rules) {
			if (rule.matcher().matches(request)) {
				return Optional.ofNullable(rule.scope());
			}
		}
		return Optional.of(Scope.ADMIN);
	}

	/** Whether this caller may make this call. */
	boolean allows(@Nullable Authentication caller, HttpServletRequest request) {
		return required(request).map((scope) -> holds(caller, scope)).orElse(true);
	}

	private static boolean holds(@Nullable Authentication caller, Scope scope) {
		return caller != null && caller.isAuthenticated() && (caller.getAuthorities().contains(scope.authority())
				|| caller.getAuthorities().contains(Scope.ADMIN.authority()));
	}

	/** Open paths are also open for HEAD, which is GET without the body. */
	private void open(String... paths) {
		scope(null, HttpMethod.GET, paths);
		scope(null, HttpMethod.HEAD, paths);
	}

	private void scope(@Nullable Scope scope, @Nullable HttpMethod method, String... paths) {
		for (String path : paths) {
			this.rules.add(new Rule(PathPatternRequestMatcher.withDefaults().matcher(method, path), scope));
		}
	}

	/** A row of the table. */
	private record Rule(RequestMatcher matcher, @Nullable Scope scope) {

	}

}
