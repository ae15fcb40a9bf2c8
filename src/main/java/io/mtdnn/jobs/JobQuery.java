package io.mtdnn.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list of jobs.
 *
 * @param cursor {@link JobPage#next} of the previous page in the same order; null for the
 * first page
 * @param limit maximum number of jobs to return
 */
public record JobQuery(JobFilter filter, JobOrder order, @Nullable String cursor, int limit) {

	/** The newest jobs. */
	public static JobQuery newest(int limit) {
		return newest(JobFilter.ALL, limit);
	}

	/** The newest jobs that match a filter. */
	public static JobQuery newest(JobFilter filter, int limit) {
		return new JobQuery(filter, JobOrder.NEWEST, null, limit);
	}

	/** The newest jobs of a status. */
	public static JobQuery of(JobStatus status, int limit) {
		return newest(JobFilter.of(status), limit);
	}

	/** The newest jobs of a group. */
	public static JobQuery ofGroup(String group, int limit) {
		return newest(JobFilter.ofGroup(group), limit);
	}

}
