package io.mtdnn.security.keys;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

/** Repository of keys. */
interface ApiKeyRepository extends ListCrudRepository<ApiKeyEntity, String> {

	List<ApiKeyEntity> findAllByOrderByCreatedAtDescIdAsc();

	List<ApiKeyEntity> findAllByRevokedAtIsNull();

}
