package io.mtdnn.security.keys;

import java.time.Instant;
import java.util.List;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.ListCrudRepository;

/** Keys in the database. */
interface ApiKeyRepository extends ListCrudRepository<ApiKeyEntity, String> {

	List<ApiKeyEntity> findAllByOrderByCreatedAtDescIdAsc();

	@Query("""
			select count(k) from ApiKeyEntity k
			where k.revokedAt is null and (k.expiresAt is null or k.expiresAt > :now) and k.scopes like '%ADMIN%'
			""")
	long countUsableAdmins(Instant now);

}
