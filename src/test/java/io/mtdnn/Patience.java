package io.mtdnn;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what must happen. Far longer than any machine needs, as it
 * costs nothing where the event comes; only a broken build waits this long.
 */
public final class Patience {

	public static final Duration LIMIT = Duration.ofMinutes(4);

	private Patience() {
	}

	/** Polls until a condition holds, within {@link #LIMIT}. */
	public static ConditionFactory await() {
		return Awaitility.await().atMost(LIMIT);
	}

}
