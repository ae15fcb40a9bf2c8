package io.mtdnn.replays.store;

import java.time.Instant;
import java.util.List;

/**
 * A replay as it is stored.
 *
 * @param capsule JSON of the capsule that it repeats
 * @param jobs ids of its jobs, in the order of the capsule's runs
 */
public record StoredReplay(String id, Instant createdAt, String capsule, List<String> jobs) {

	public StoredReplay {
		jobs = List.copyOf(jobs);
	}

}
