package io.mtdnn.security.web;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.security.Scope;
import io.mtdnn.web.NamedCaller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * HTTP API that identifies the caller, so that a page or script can show its rights
 * before a call is rejected.
 */
@RestController
@Tag(name = "Keys")
class CallerController {

	@GetMapping(path = "/caller", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Show the caller and its scopes",
			description = "Requires no scope. Without a key, on a service that requires one, the scopes are empty.")
	@ApiResponse(responseCode = "200", description = "The caller")
	CallerView caller(@Nullable Authentication caller) {
		if (caller == null) {
			return new CallerView(null, List.of());
		}
		return new CallerView(NamedCaller.of(caller), scopes(caller));
	}

	/** The scope admin holds all others. */
	private static List<Scope> scopes(Authentication caller) {
		boolean admin = caller.getAuthorities().contains(Scope.ADMIN.authority());
		return Arrays.stream(Scope.values())
			.filter((scope) -> admin || caller.getAuthorities().contains(scope.authority()))
			.toList();
	}

	/**
	 * A caller.
	 *
	 * @param name name of its key, `admin-key` or `metrics-key` for a configured one, the
	 * subject of a token, or `anybody` on an open service; absent without a key
	 * @param scopes what it may do
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record CallerView(@Nullable String name, List<Scope> scopes) {

	}

}
