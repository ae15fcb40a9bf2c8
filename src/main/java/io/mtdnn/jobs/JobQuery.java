package io.mtdnn.jobs;

/**
 * Which jobs to list; a null filter matches all.
 *
 * @param name part of the name, upper or lower case
 * @param before only jobs with a lower number; null for the newest
 * @param limit most jobs to return
 */
public record JobQuery(JobStatus status, String encoder, String dataset, String name, String tag, String group,
		Long before, int limit) {

	/** The newest jobs. */
	public static JobQuery newest(int limit) {
		return new JobQuery(null, null, null, null, null, null, null, limit);
	}

	/** The newest jobs of a status. */
	public static JobQuery of(JobStatus status, int limit) {
		return new JobQuery(status, null, null, null, null, null, null, limit);
	}

	/** The newest jobs of a group. */
	public static JobQuery ofGroup(String group, int limit) {
		return new JobQuery(null, null, null, null, null, group, null, limit);
	}

}
