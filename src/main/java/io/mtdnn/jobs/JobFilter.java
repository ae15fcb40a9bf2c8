package io.mtdnn.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A filter for lists of jobs. A null field matches all jobs.
 *
 * @param dataset one of the job's datasets
 * @param name part of the name, case-insensitive
 * @param tag one of the job's tags
 * @param text part of the name or of the notes, case-insensitive
 */
public record JobFilter(@Nullable JobStatus status, @Nullable String encoder, @Nullable String dataset,
		@Nullable String name, @Nullable String tag, @Nullable String text, @Nullable String group) {

	/** All jobs. */
	public static final JobFilter ALL = new JobFilter(null, null, null, null, null, null, null);

	/** Jobs with a status. */
	public static JobFilter of(JobStatus status) {
		return new JobFilter(status, null, null, null, null, null, null);
	}

	/** Jobs of a group. */
	public static JobFilter ofGroup(String group) {
		return new JobFilter(null, null, null, null, null, null, group);
	}

}
