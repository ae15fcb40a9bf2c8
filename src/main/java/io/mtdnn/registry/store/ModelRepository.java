package io.mtdnn.registry.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of models; newest means latest made, then highest id. */
interface ModelRepository extends Repository<ModelEntity, String> {

	ModelEntity saveAndFlush(ModelEntity model);

	Optional<ModelEntity> findById(String id);

	/** Keeps aliases from being pointed to it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select m from ModelEntity m where m.id = :id")
	Optional<ModelEntity> lock(String id);

	/** Those that a job made. */
	@Query("select m from ModelEntity m where m.id = :jobId or m.id like concat(:jobId, '-%') order by m.id")
	List<ModelEntity> ofJob(String jobId);

	void delete(ModelEntity model);

	void flush();

	Optional<ModelEntity> findFirstByOrderByCreatedAtDescIdDesc();

	/** Those whose stored tasks have both texts in them. */
	@Query("""
			select m from ModelEntity m where locate(:first, m.tasks) > 0 and locate(:second, m.tasks) > 0
			order by m.createdAt desc, m.id desc""")
	List<ModelEntity> newestWith(String first, String second, Limit limit);

	Optional<ModelEntity> findFirstByNameOrderByCreatedAtDescIdDesc(String name);

	List<ModelEntity> findByOrderByCreatedAtDescIdDesc(Limit limit);

	@Query("""
			select m from ModelEntity m where m.createdAt < :createdAt or (m.createdAt = :createdAt and m.id < :id)
			order by m.createdAt desc, m.id desc""")
	List<ModelEntity> before(Instant createdAt, String id, Limit limit);

}
