package io.mtdnn.jobs;

import java.util.Set;

import io.mtdnn.plan.TrainingRequest;
import org.jspecify.annotations.Nullable;

/**
 * A job to be queued.
 *
 * @param priority -100 to 100, higher runs first; null for 0
 * @param maxAttempts see {@link Job}; null for the default
 * @param notes free text; may be null
 * @param group null for a job without a group
 * @param pauseAt share of the run's steps after which it is evaluated and pauses, above 0
 * and below 1; null to run to its end. It is not part of the plan: a run that pauses and
 * continues is equal to one that does not.
 */
public record JobSubmission(TrainingRequest request, @Nullable Integer priority, @Nullable Integer maxAttempts,
		Set<String> tags, @Nullable String notes, @Nullable JobGroup group, @Nullable Double pauseAt) {

	public JobSubmission(TrainingRequest request, @Nullable Integer priority, @Nullable Integer maxAttempts,
			@Nullable Set<String> tags, @Nullable String notes, @Nullable JobGroup group, @Nullable Double pauseAt) {
		this.request = request;
		this.priority = priority;
		this.maxAttempts = maxAttempts;
		this.tags = (tags != null) ? Set.copyOf(tags) : Set.of();
		this.notes = notes;
		this.group = group;
		this.pauseAt = pauseAt;
	}

	/** A job that runs to its end. */
	public JobSubmission(TrainingRequest request, @Nullable Integer priority, @Nullable Integer maxAttempts,
			@Nullable Set<String> tags, @Nullable String notes, @Nullable JobGroup group) {
		this(request, priority, maxAttempts, tags, notes, group, null);
	}

	/** A job of normal priority without tags, notes and group. */
	public static JobSubmission of(TrainingRequest request) {
		return new JobSubmission(request, null, null, Set.of(), null, null);
	}

}
