package io.mtdnn.jobs.queue;

/**
 * What the queue holds: a job and which queueing of it is meant.
 *
 * @param generation 1 when submitted, one more for each resume; an entry of an earlier
 * generation is void
 */
public record QueueEntry(String jobId, int generation) {

	/** Name of the queue's task. */
	public static final String TASK = "training";

	public String text() {
		return this.jobId + ":" + this.generation;
	}

	public static QueueEntry parse(String text) {
		int colon = text.lastIndexOf(':');
		return new QueueEntry(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
	}

}
