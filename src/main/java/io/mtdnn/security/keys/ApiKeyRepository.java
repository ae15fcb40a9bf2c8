package io.mtdnn.security.keys;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

/** Keys in the database. */
interface ApiKeyRepository extends ListCrudRepository<ApiKeyEntity, String> {

	List<ApiKeyEntity> findAllByOrderByCreatedAtDescIdAsc();

	List<ApiKeyEntity> findAllByRevokedAtIsNull();

}
