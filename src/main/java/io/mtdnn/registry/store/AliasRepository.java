package io.mtdnn.registry.store;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of aliases. */
interface AliasRepository extends Repository<AliasEntity, String> {

	AliasEntity saveAndFlush(AliasEntity alias);

	Optional<AliasEntity> findById(String name);

	/** Loads the row and locks it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from AliasEntity a where a.name = :name")
	Optional<AliasEntity> lock(String name);

	@Query("select a.model from AliasEntity a where a.name = :name")
	Optional<ModelEntity> model(String name);

	@Query("select a from AliasEntity a join fetch a.model order by a.name")
	List<AliasEntity> all();

	/** The aliases that point to a model. */
	@Query("select a from AliasEntity a where a.model.id = :modelId order by a.name")
	List<AliasEntity> of(String modelId);

	/** The same; they keep pointing to it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from AliasEntity a where a.model.id = :modelId order by a.name")
	List<AliasEntity> lockOf(String modelId);

	void delete(AliasEntity alias);

	void flush();

}
