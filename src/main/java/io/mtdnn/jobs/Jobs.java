package io.mtdnn.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.jobs.JobMetrics.StepRange;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Operations on training jobs for the rest of the service. Every method works on every
 * node.
 */
public interface Jobs {

	/** Maximum number of jobs that wait or are being prepared. */
	int capacity();

	/**
	 * Returns all faults of a request that can be found without reading data. Queues
	 * nothing.
	 */
	List<Fault> faults(TrainingRequest request);

	/**
	 * Resolves a job's plan and reads its data without storing anything.
	 * @param most maximum time to wait for the pre-flight
	 * @throws io.mtdnn.plan.InvalidPlanException when the request cannot become a run
	 * @throws PreflightTimeoutException when the pre-flight takes longer
	 */
	JobCheck check(TrainingRequest request, Duration most);

	/**
	 * Stores a job for preparation. A node then reads its data and queues it, or fails it
	 * and stores the problem with it.
	 * @throws io.mtdnn.plan.InvalidPlanException when checks that read no data show that
	 * the request cannot become a run
	 * @throws QueueFullException when the queue is full
	 */
	Job submit(JobSubmission submission);

	/**
	 * Submits a job unless a request with the same key already created one; then returns
	 * that job.
	 * @throws IdempotencyConflictException when the first request is still in flight or
	 * had a different body
	 */
	Job submit(JobSubmission submission, @Nullable IdempotencyKey key);

	/**
	 * Prepares and queues a job. A job that cannot run is not stored.
	 * @param key the client's name for this request; may be null
	 * @param most maximum time to wait for the pre-flight; if it takes longer, the job is
	 * returned in status PREPARING
	 * @throws io.mtdnn.plan.InvalidPlanException when the request cannot become a run
	 * @throws QueueFullException when the queue is full
	 * @throws IdempotencyConflictException when the first request is still in flight or
	 * had a different body
	 */
	Job submitAndWait(JobSubmission submission, @Nullable IdempotencyKey key, Duration most);

	/**
	 * A job with its attempts.
	 * @throws JobNotFoundException when it does not exist
	 */
	Job get(String id);

	/**
	 * The newest jobs that succeeded with a plan, whatever their name; at most 20. Their
	 * data, encoder and code may have been others.
	 */
	List<Job> succeeded(TrainingPlan plan);

	/**
	 * A page of a list of jobs.
	 * @throws InvalidCursorException when the cursor does not belong to the same order
	 */
	JobPage list(JobQuery query);

	/**
	 * Cancels a job that is being prepared, waiting or running. A running job first
	 * writes a checkpoint, then stops. Has no effect on a job that has ended.
	 * @param purge whether to remove the run's checkpoints and bundles after it has
	 * stopped; registered models are kept
	 */
	Job cancel(String id, boolean purge);

	/** Ids of the jobs of a group that have not ended, the newest first. */
	List<String> openOfGroup(String group);

	/**
	 * Cancels all jobs of a group that have not ended.
	 * @return number of jobs cancelled
	 */
	int cancelGroup(String group, boolean purge);

	/**
	 * Purges a job and deletes the models that it registered.
	 * @throws io.mtdnn.registry.ModelInUseException when an alias points to one; then
	 * nothing changes
	 */
	Job purgeWithModels(String id);

	/**
	 * Queues a failed, cancelled or paused job again. It continues from its newest
	 * complete checkpoint. A job that was never prepared is prepared first. A paused job
	 * runs to its end; any other job still pauses at its {@code pauseAt}.
	 * @throws JobConflictException when it has not failed, been cancelled or paused, or
	 * when its data or encoder have changed
	 * @throws QueueFullException when the queue is full
	 */
	Job resume(String id);

	/**
	 * Does the same with another step at which it pauses.
	 * @param pauseAt share of the run's steps after which it is evaluated and pauses
	 */
	Job resume(String id, double pauseAt);

	/**
	 * Changes a job's labels.
	 * @param tags null to keep the current tags
	 * @param notes null to keep the current notes
	 */
	Job annotate(String id, @Nullable Set<String> tags, @Nullable String notes);

	/**
	 * Returns the history of a run.
	 * @param points maximum number of training points; thinning keeps the lowest and
	 * highest loss of every interval. 0 for all
	 */
	default JobMetrics metrics(String id, int points) {
		return metrics(id, points, StepRange.ALL);
	}

	/**
	 * Returns the history of a run with the training points of a part of it.
	 * @param points maximum number of training points, as above
	 */
	JobMetrics metrics(String id, int points, StepRange steps);

	/**
	 * Returns the environment of the newest attempt: versions, processor, devices, seed,
	 * hashes of data and encoder.
	 */
	Map<String, Object> environment(String id);

	/** Compares two jobs' plans and environments. */
	JobDifference difference(String a, String b);

}
