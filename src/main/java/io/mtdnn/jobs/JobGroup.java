package io.mtdnn.jobs;

/**
 * The group that a job belongs to.
 *
 * @param name at most 200 characters
 * @param maxParallel how many jobs of the group run at a time, in the whole cluster; null
 * leaves the group's bound as it is, which is none at first
 */
public record JobGroup(String name, Integer maxParallel) {

}
