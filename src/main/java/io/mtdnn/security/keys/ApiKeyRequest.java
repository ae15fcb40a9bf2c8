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
 * A request to create a key.
 *
 * @param name owner of the key; appears in the audit log
 * @param scopes its permissions
 * @param requestsPerMinute rate limit of this key for inference requests, 0 for none; by
 * default the general one
 * @param expiresAt time when it expires, at most ten years from now; never if absent
 */
public record ApiKeyRequest(
		@NotBlank @Size(max = 100) @Pattern(regexp = NameText.REGEX, message = NameText.RULE) String name,
		@NotEmpty Set<@NotNull Scope> scopes, @Min(0) @Nullable Integer requestsPerMinute,
		@Nullable Instant expiresAt) {

}
