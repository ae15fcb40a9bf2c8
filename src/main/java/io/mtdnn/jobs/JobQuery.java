package io.mtdnn.jobs;

/**
 * Which jobs to list; a null filter matches all.
 *
 * @param name part of the name, upper or lower case
 * @param before only jobs with a lower number; null for the newest
 * @param limit most jobs to return
 */
public record JobQuery(JobStatus status, String encoder, String dataset, String name, String tag, Long before,
		int limit) {

}
