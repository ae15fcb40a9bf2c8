package io.mtdnn.jobs;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Jobs in the order of their query.
 *
 * @param next {@link JobQuery#cursor} of the next page; null on the last one
 */
public record JobPage(List<Job> jobs, @Nullable String next) {

}
