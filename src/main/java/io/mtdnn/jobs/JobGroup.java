package io.mtdnn.jobs;

import org.jspecify.annotations.Nullable;

/**
 * The group that a job belongs to.
 *
 * @param name at most 200 characters
 * @param maxParallel maximum number of the group's jobs that run at a time in the whole
 * cluster; null keeps the group's current maximum. New groups are unlimited.
 */
public record JobGroup(String name, @Nullable Integer maxParallel) {

}
