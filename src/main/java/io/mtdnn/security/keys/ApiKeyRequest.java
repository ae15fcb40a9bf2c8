package io.mtdnn.security.keys;

import java.time.Instant;
import java.util.Set;

import io.mtdnn.security.Scope;
import io.mtdnn.task.NameText;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A key that is asked for.
 *
 * @param name whose key it is; appears in the audit log
 * @param scopes what it may do
 * @param requestsPerMinute its own rate limit for asking models, 0 for none; the general
 * one when left out
 * @param expiresAt when it stops working, at most ten years from now; never when left out
 */
public record ApiKeyRequest(
		@NotBlank @Size(max = 100) @Pattern(regexp = NameText.REGEX, message = NameText.RULE) String name,
		@NotEmpty Set<@NotNull Scope> scopes, @Min(0) @Nullable Integer requestsPerMinute,
		@Nullable Instant expiresAt) {

}
