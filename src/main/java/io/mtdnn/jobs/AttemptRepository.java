package io.mtdnn.jobs;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** The rows of attempts. */
interface AttemptRepository extends Repository<AttemptEntity, AttemptEntity.Key> {

	AttemptEntity save(AttemptEntity attempt);

	Optional<AttemptEntity> findById(AttemptEntity.Key key);

	List<AttemptEntity> findByKeyJobIdOrderByKeyNumber(String jobId);

}
