package io.mtdnn.jobs;

import java.util.Set;

import io.mtdnn.plan.TrainingRequest;

/**
 * A job to be queued.
 *
 * @param priority higher goes first, -100 to 100; null for 0
 * @param maxAttempts see {@link Job}; null for the default
 * @param notes free text; may be null
 * @param group null for a job without a group
 */
public record JobSubmission(TrainingRequest request, Integer priority, Integer maxAttempts, Set<String> tags,
		String notes, JobGroup group) {

	public JobSubmission {
		tags = (tags != null) ? Set.copyOf(tags) : Set.of();
	}

	/** A job of normal priority without tags, notes and group. */
	public static JobSubmission of(TrainingRequest request) {
		return new JobSubmission(request, null, null, Set.of(), null, null);
	}

}
