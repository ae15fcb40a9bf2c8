package io.mtdnn.jobs.queue;

/**
 * The content of a queue entry.
 *
 * @param generation 1 for the submission, incremented by each resume; entries of earlier
 * generations are void
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
