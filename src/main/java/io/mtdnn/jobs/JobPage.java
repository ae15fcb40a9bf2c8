package io.mtdnn.jobs;

import java.util.List;

/**
 * Jobs, newest first.
 *
 * @param next {@link JobQuery#before} of the next page; null on the last one
 */
public record JobPage(List<Job> jobs, Long next) {

}
