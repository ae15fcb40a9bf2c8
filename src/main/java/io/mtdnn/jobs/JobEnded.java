package io.mtdnn.jobs;

/**
 * Application event: a job has succeeded, failed or been cancelled. Receive it with
 * {@link org.springframework.context.event.EventListener}. It is published after the
 * commit, on a separate thread and outside transactions. In a cluster, only the node that
 * wrote the end publishes it; if that node crashes between commit and publication, the
 * event is lost. Listeners that must not miss an end should therefore also check the rows
 * periodically. A resumed job can end more than once.
 *
 * @param id the job's id
 * @param status a terminal status
 */
public record JobEnded(String id, JobStatus status) {

}
