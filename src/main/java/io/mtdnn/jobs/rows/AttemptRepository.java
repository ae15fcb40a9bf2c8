package io.mtdnn.jobs.rows;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** Repository of attempts. */
public interface AttemptRepository extends Repository<AttemptEntity, AttemptEntity.Key> {

	AttemptEntity save(AttemptEntity attempt);

	Optional<AttemptEntity> findById(AttemptEntity.Key key);

	List<AttemptEntity> findByKeyJobIdOrderByKeyNumber(String jobId);

}
