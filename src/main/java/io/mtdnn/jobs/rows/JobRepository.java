package io.mtdnn.jobs.rows;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.mtdnn.jobs.JobStatus;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of jobs. */
public interface JobRepository extends Repository<JobEntity, String>, JpaSpecificationExecutor<JobEntity> {

	JobEntity saveAndFlush(JobEntity job);

	void flush();

	Optional<JobEntity> findById(String id);

	/** Loads the row and locks it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select j from JobEntity j where j.id = :id")
	Optional<JobEntity> lock(String id);

	long countByStatusIn(Collection<JobStatus> statuses);

	@Query("select j.status as status, count(j) as jobs from JobEntity j group by j.status")
	List<StatusCount> countByStatus();

	@Query("select min(j.turn.queuedAt) from JobEntity j where j.status = io.mtdnn.jobs.JobStatus.QUEUED")
	@Nullable Instant oldestQueued();

	/** Ids of the group's jobs that have not ended, the newest first. */
	@Query("select j.id from JobEntity j where j.turn.groupName = :group and j.end.finishedAt is null order by j.number desc")
	List<String> findActiveOfGroup(String group);

	/** Jobs with that hash of their plan that succeeded, the newest first. */
	@Query("select j from JobEntity j where j.plan.planHash = :hash and j.status = io.mtdnn.jobs.JobStatus.SUCCEEDED"
			+ " order by j.number desc")
	List<JobEntity> findSucceeded(String hash, Limit limit);

	/** The running attempts whose workers' locks can be seen on a machine. */
	@Query("select j.id as jobId, j.attempts.attempt as attempt, j.turn.generation as generation"
			+ " from JobEntity j, AttemptEntity a where a.key.jobId = j.id and a.key.number = j.attempts.attempt"
			+ " and j.status = io.mtdnn.jobs.JobStatus.RUNNING and a.machine = :machine")
	List<RunningAttempt> findRunningOn(String machine);

	/** The newest attempt of a running job. */
	interface RunningAttempt {

		String getJobId();

		int getAttempt();

		int getGeneration();

	}

	/** The number of jobs with one status. */
	interface StatusCount {

		JobStatus getStatus();

		long getJobs();

	}

}
