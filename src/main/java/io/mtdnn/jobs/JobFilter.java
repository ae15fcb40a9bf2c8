package io.mtdnn.jobs;

/**
 * Which jobs to list; null matches all.
 *
 * @param dataset one of the job's datasets
 * @param name part of the name, upper or lower case
 * @param tag one of the job's tags
 * @param text part of the name or of the notes, upper or lower case
 */
public record JobFilter(JobStatus status, String encoder, String dataset, String name, String tag, String text,
		String group) {

	/** All jobs. */
	public static final JobFilter ALL = new JobFilter(null, null, null, null, null, null, null);

	/** Jobs of a status. */
	public static JobFilter of(JobStatus status) {
		return new JobFilter(status, null, null, null, null, null, null);
	}

	/** Jobs of a group. */
	public static JobFilter ofGroup(String group) {
		return new JobFilter(null, null, null, null, null, null, group);
	}

}
