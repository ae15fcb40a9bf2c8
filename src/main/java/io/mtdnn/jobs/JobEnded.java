package io.mtdnn.jobs;

/**
 * A job has ended: succeeded, failed or was cancelled. An application event, to be heard
 * with {@link org.springframework.context.event.EventListener}; published after the end
 * is committed, on a thread of its own and outside of transactions. In a cluster it is
 * published on the node that wrote the end, and not at all when that node dies between
 * the commit and the event: listeners that must not miss an end also look at the rows now
 * and then. A job that is resumed may end again.
 *
 * @param id the job's id
 * @param status a terminal one
 */
public record JobEnded(String id, JobStatus status) {

}
