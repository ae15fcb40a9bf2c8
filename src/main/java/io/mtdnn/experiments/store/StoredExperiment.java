package io.mtdnn.experiments.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A stored experiment.
 *
 * @param stopped whether no more runs are submitted
 * @param settled whether nothing is left to be done until it is continued, retried or
 * extended
 * @param reason why it was stopped; null if by request, or not at all
 * @param request JSON as it was sent
 * @param definition JSON with all defaults
 * @param inputs JSON: hash of each file that runs have read, by its name
 */
public record StoredExperiment(String id, String name, Instant createdAt, boolean stopped, boolean settled,
		@Nullable String reason, String request, String definition, String inputs) {

	/** A new experiment. */
	public static StoredExperiment created(String id, String name, Instant at, String request, String definition) {
		return new StoredExperiment(id, name, at, false, false, null, request, definition, "{}");
	}

}
