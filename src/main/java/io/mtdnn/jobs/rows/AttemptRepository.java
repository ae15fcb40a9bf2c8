package io.mtdnn.jobs.rows;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** Repository of attempts. */
public interface AttemptRepository extends Repository<AttemptEntity, AttemptEntity.Key> {

	AttemptEntity save(AttemptEntity attempt);

	Optional<AttemptEntity> findById(AttemptEntity.Key key);

	List<AttemptEntity> findByKeyJobIdOrderByKeyNumber(String jobId);

	/**
	 * Number of the newest attempt with journal entries in the database; 0 without one.
	 */
	default int newestRecorded(String jobId) {
		return findByKeyJobIdOrderByKeyNumber(jobId).stream()
			.filter(AttemptEntity::wrote)
			.mapToInt(AttemptEntity::number)
			.max()
			.orElse(0);
	}

}
