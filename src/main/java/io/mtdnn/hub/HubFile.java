package io.mtdnn.hub;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A file of a repository, as the hub lists it.
 *
 * @param path path in the repository
 * @param size bytes
 * @param sha256 SHA-256 of the content of a file in Git LFS; null for the others
 * @param blob SHA-1 of the content as a git object; null for a file in Git LFS
 */
public record HubFile(String path, long size, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sha256,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String blob) {

}
