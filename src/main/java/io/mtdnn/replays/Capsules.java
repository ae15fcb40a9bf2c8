package io.mtdnn.replays;

import java.util.List;
import java.util.Map;

/** Writes capsules. */
public interface Capsules {

	/**
	 * The capsule of a job.
	 * @throws io.mtdnn.jobs.JobNotFoundException when it does not exist
	 * @throws NoCapsuleException when it has not succeeded, or its history is incomplete
	 */
	Capsule ofJob(String id);

	/**
	 * The capsule of an experiment.
	 * @param jobs ids of its finished jobs
	 * @throws NoCapsuleException as for a job, or when there is no job
	 */
	Capsule ofExperiment(String name, Map<String, Object> request, List<String> jobs);

}
