package io.mtdnn.jobs.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.mtdnn.jobs.IdempotencyConflictException;
import io.mtdnn.jobs.IdempotencyKey;
import org.springframework.stereotype.Component;

/**
 * Tracks the requests with idempotency keys that this node is processing, to avoid
 * checking the same data twice. The database ensures, across nodes, that a key creates
 * only one job.
 */
@Component
class RequestsInFlight {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

	private final Map<String, String> bodies = new ConcurrentHashMap<>();

	/**
	 * @throws IdempotencyConflictException when a request with the same key is being
	 * processed
	 */
	<T> T alone(IdempotencyKey key, Supplier<T> work) {
		String body = this.bodies.putIfAbsent(key.value(), key.bodyHash());
		if (body != null) {
			throw body.equals(key.bodyHash()) ? IdempotencyConflictException.inFlight(key, RETRY_AFTER)
					: IdempotencyConflictException.otherBody(key);
		}
		try {
			return work.get();
		}
		finally {
			this.bodies.remove(key.value());
		}
	}

}
