package io.mtdnn.security.keys;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.mtdnn.SteppingClock;
import io.mtdnn.security.Scope;
import io.mtdnn.security.SecurityProperties;
import io.mtdnn.storage.DatabaseState;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys whose row changes while it is read. */
class ApiKeysTests {

	private static final String ID = "0123456789ab";

	private static final String SECRET = "secret";

	private static final String KEY = ApiKeys.PREFIX + ID + "_" + SECRET;

	private final SteppingClock clock = new SteppingClock();

	private final ApiKeyEntity row = row();

	private final ApiKeys keys = new ApiKeys(repository(), TransactionOperations.withoutTransaction(), new Available(),
			new SecurityProperties(SecurityProperties.Mode.AUTO, null, null, List.of(), false, Duration.ofMinutes(5),
					new SecurityProperties.RateLimit(600, 60)),
			this.clock);

	/** Runs once, after the row was read. */
	private Runnable afterRead;

	@Test
	void aKeyThatWasReadDuringItsRevocationIsNotCached() {
		this.afterRead = () -> assertThat(this.keys.revoke(ID)).isTrue();
		assertThat(this.keys.find(KEY)).as("the request began before the revocation").isPresent();
		assertThat(this.keys.find(KEY)).isEmpty();
	}

	private ApiKeyEntity row() {
		return new ApiKeyEntity(ID, ApiKeys.sha256(SECRET), new ApiKeyRequest("asker", Set.of(Scope.INFER), null, null),
				this.clock.instant(), "admin");
	}

	private ApiKeyRepository repository() {
		return (ApiKeyRepository) Proxy.newProxyInstance(ApiKeyRepository.class.getClassLoader(),
				new Class<?>[] { ApiKeyRepository.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("findById")) {
						return read();
					}
					throw new UnsupportedOperationException(method.getName());
				});
	}

	private Optional<ApiKeyEntity> read() {
		Runnable change = this.afterRead;
		if (change == null) {
			return Optional.of(this.row);
		}
		this.afterRead = null;
		ApiKeyEntity before = row();
		change.run();
		return Optional.of(before);
	}

	private static final class Available implements DatabaseState {

		@Override
		public boolean unavailable() {
			return false;
		}

		@Override
		public void failed(Throwable fault) {
			throw new IllegalStateException(fault);
		}

	}

}
