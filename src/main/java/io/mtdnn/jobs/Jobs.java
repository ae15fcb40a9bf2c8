package io.mtdnn.jobs;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.task.Fault;

/**
 * The training jobs: what the rest of the service may do with them. Every method works on
 * every node.
 */
public interface Jobs {

	/**
	 * Everything that keeps a request from becoming a run and can be seen without reading
	 * data; nothing is queued.
	 */
	List<Fault> faults(TrainingRequest request);

	/**
	 * Plans, checks and queues a job. Row and queue entry are committed in one
	 * transaction.
	 * @throws io.mtdnn.plan.InvalidPlanException when the request cannot become a run
	 * @throws QueueFullException when as many jobs wait as may wait
	 */
	Job submit(JobSubmission submission);

	/**
	 * As above, but a request that was sent before gives the job that came of it then.
	 * @throws IdempotencyConflictException when the first one is still in flight or came
	 * with another body
	 */
	Job submit(JobSubmission submission, IdempotencyKey key);

	/**
	 * A job with its attempts.
	 * @throws JobNotFoundException when there is none
	 */
	Job get(String id);

	JobPage list(JobQuery query);

	/**
	 * Cancels a job that waits or runs; a running one writes a checkpoint and stops a
	 * little later. Nothing happens to one that has ended.
	 * @param purge also remove checkpoints and bundles of the run, as soon as it has
	 * stopped; models that it registered stay
	 */
	Job cancel(String id, boolean purge);

	/**
	 * Purges a job and deletes the models that it registered.
	 * @throws io.mtdnn.registry.ModelInUseException when aliases point to one; nothing is
	 * done then
	 */
	Job purgeWithModels(String id);

	/**
	 * Queues a failed or cancelled job again; it goes on from its newest whole
	 * checkpoint.
	 * @throws JobConflictException when it has not failed and is not cancelled, or when
	 * what it reads has changed
	 * @throws QueueFullException when as many jobs wait as may wait
	 */
	Job resume(String id);

	/**
	 * Changes a job's labels.
	 * @param tags null to leave them
	 * @param notes null to leave them
	 */
	Job annotate(String id, Set<String> tags, String notes);

	/**
	 * The history of a run.
	 * @param points most training points; lowest and highest loss of every stretch are
	 * kept. 0 for all
	 */
	JobMetrics metrics(String id, int points);

	/**
	 * What the newest attempt ran on: versions, processor, devices, seed, hashes of data
	 * and encoder.
	 */
	Map<String, Object> environment(String id);

	/** What differs between two jobs' plans and environments. */
	JobDifference difference(String a, String b);

}
