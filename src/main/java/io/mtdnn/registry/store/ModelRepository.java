package io.mtdnn.registry.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.mtdnn.task.HeadKind;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Repository of models; the newest is the one created last, then the one with the highest
 * id.
 */
interface ModelRepository extends Repository<ModelEntity, String> {

	ModelEntity saveAndFlush(ModelEntity model);

	Optional<ModelEntity> findById(String id);

	/**
	 * Locks the row, so that no alias can be pointed to it until the transaction ends.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select m from ModelEntity m where m.id = :id")
	Optional<ModelEntity> lock(String id);

	/** The models of a job; not by prefix, which PostgreSQL's index does not find. */
	@Query("select m from ModelEntity m where m.id in (:jobId, concat(:jobId, '-best')) order by m.id")
	List<ModelEntity> ofJob(String jobId);

	/** The models with one of these ids, newest first. */
	List<ModelEntity> findByIdInOrderByCreatedAtDescIdDesc(Collection<String> ids);

	void delete(ModelEntity model);

	void flush();

	Optional<ModelEntity> findFirstByOrderByCreatedAtDescIdDesc();

	/**
	 * The models with such a head, newest first.
	 * @param task name of the head's task; null for any
	 */
	@Query("""
			select m from ModelEntity m
			where exists (select 1 from m.heads h where h.head = :head and (:task is null or h.name = :task))
			order by m.createdAt desc, m.id desc""")
	List<ModelEntity> newestWith(HeadKind head, @Nullable String task, Limit limit);

	Optional<ModelEntity> findFirstByNameOrderByCreatedAtDescIdDesc(String name);

	/** A page that begins after that position. */
	Window<ModelEntity> findByOrderByCreatedAtDescIdDesc(ScrollPosition position, Limit limit);

}
