package io.mtdnn.jobs;

import java.time.Duration;
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
	 * Resolves what a job would be and reads its data; stores nothing.
	 * @param most how long to wait for the pre-flight
	 * @throws io.mtdnn.plan.InvalidPlanException when the request cannot become a run
	 * @throws PreflightTimeoutException when the pre-flight takes longer
	 */
	JobCheck check(TrainingRequest request, Duration most);

	/**
	 * Stores a job that is prepared next: a node reads its data, then it is queued; or it
	 * fails, with the problem on it.
	 * @throws io.mtdnn.plan.InvalidPlanException when the request cannot become a run, as
	 * far as can be seen without reading data
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
	 * Prepares and queues a job; one that cannot run is not stored.
	 * @param key the client's name for this request; may be null
	 * @param most how long to wait for the pre-flight; a job whose pre-flight takes
	 * longer is returned while it is prepared
	 * @throws io.mtdnn.plan.InvalidPlanException when the request cannot become a run
	 * @throws QueueFullException when as many jobs wait as may wait
	 * @throws IdempotencyConflictException when the first one is still in flight or came
	 * with another body
	 */
	Job submitAndWait(JobSubmission submission, IdempotencyKey key, Duration most);

	/**
	 * A job with its attempts.
	 * @throws JobNotFoundException when there is none
	 */
	Job get(String id);

	/**
	 * A page of a list of jobs.
	 * @throws InvalidCursorException when the cursor is not one of the same order
	 */
	JobPage list(JobQuery query);

	/**
	 * Cancels a job that is prepared, waits or runs; a running one writes a checkpoint
	 * and stops a little later. Nothing happens to one that has ended.
	 * @param purge also remove checkpoints and bundles of the run, as soon as it has
	 * stopped; models that it registered stay
	 */
	Job cancel(String id, boolean purge);

	/**
	 * Cancels all jobs of a group that have not ended.
	 * @return how many
	 */
	int cancelGroup(String group, boolean purge);

	/**
	 * Purges a job and deletes the models that it registered.
	 * @throws io.mtdnn.registry.ModelInUseException when aliases point to one; nothing is
	 * done then
	 */
	Job purgeWithModels(String id);

	/**
	 * Queues a failed or cancelled job again; it goes on from its newest whole
	 * checkpoint. One that was never prepared is prepared first.
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
