package io.mtdnn.security.web;

import java.net.URI;
import java.security.Principal;
import java.util.List;

import io.mtdnn.security.keys.ApiKey;
import io.mtdnn.security.keys.ApiKeyRequest;
import io.mtdnn.security.keys.ApiKeys;
import io.mtdnn.security.keys.InvalidExpiryException;
import io.mtdnn.security.keys.IssuedApiKey;
import io.mtdnn.task.Excerpt;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** HTTP API of keys; requires the scope admin. */
@RestController
@RequestMapping(path = "/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Keys", description = "API keys: created, listed and revoked with the scope admin")
class ApiKeyController {

	private static final String EXAMPLE = """
			{"name": "notebook of the reading group", "scopes": ["read", "infer"], "requestsPerMinute": 600}""";

	private static final int LONGEST_NAME = 200;

	private final ApiKeys keys;

	ApiKeyController(ApiKeys keys) {
		this.keys = keys;
	}

	@PostMapping
	@Operation(summary = "Create a key", description = "Only this response contains the key itself.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject(EXAMPLE))))
	@ApiResponse(responseCode = "201", description = "Created")
	ResponseEntity<IssuedApiKey> create(@RequestBody @Valid ApiKeyRequest request, Principal caller) {
		IssuedApiKey issued = this.keys.issue(request, name(caller));
		return ResponseEntity.created(URI.create("/keys/" + issued.details().id())).body(issued);
	}

	/** The subject of a token may be absent or longer than its column. */
	private static String name(@Nullable Principal caller) {
		return (caller != null && !caller.getName().isBlank()) ? Excerpt.within(caller.getName(), LONGEST_NAME)
				: "unknown";
	}

	@ExceptionHandler
	ProblemDetail invalid(InvalidExpiryException ex) {
		return Problems.of(ProblemType.INVALID_REQUEST, "expiresAt " + ex.getMessage(), "expiresAt");
	}

	@GetMapping
	@Operation(summary = "List all keys, newest first, including revoked ones")
	KeyList list() {
		return new KeyList(this.keys.list());
	}

	@DeleteMapping("/{id}")
	@Operation(summary = "Revoke a key",
			description = "Takes effect at once on this node and within five seconds on others.")
	@ApiResponse(responseCode = "204", description = "Revoked")
	@ApiResponse(responseCode = "404", description = "The key does not exist")
	ResponseEntity<Void> revoke(
			@Parameter(description = "Id of the key (not the secret key itself)") @PathVariable String id) {
		if (!this.keys.revoke(id)) {
			ProblemDetail problem = Problems.of(ProblemType.KEY_NOT_FOUND,
					"There is no key '%s'.".formatted(Excerpt.of(id)), "id");
			throw new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
		}
		return ResponseEntity.noContent().build();
	}

	/** All keys. */
	record KeyList(List<ApiKey> items) {

	}

}
