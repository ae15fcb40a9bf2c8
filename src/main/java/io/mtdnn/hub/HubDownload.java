package io.mtdnn.hub;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A download and its progress.
 *
 * @param name the name under which the directory will be known
 * @param status whether it is under way
 * @param hub the repository
 * @param revision the requested revision
 * @param commit the commit that is downloaded
 * @param bytes bytes on disk
 * @param totalBytes bytes of all files
 * @param files complete files
 * @param totalFiles number of all files
 * @param startedAt time of the request
 * @param problem why it has failed; null if it has not
 * @param note that of its order
 */
public record HubDownload(String name, Status status, String hub, String revision, String commit, long bytes,
		long totalBytes, int files, int totalFiles, Instant startedAt,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HubProblem problem, @JsonIgnore String note) {

	/** Whether a download is under way. */
	public enum Status {

		/** Waits for other downloads, runs, or is continued after a restart. */
		@JsonProperty("downloading")
		DOWNLOADING,

		/** Ended with a problem. The same request starts it again. */
		@JsonProperty("failed")
		FAILED

	}

}
