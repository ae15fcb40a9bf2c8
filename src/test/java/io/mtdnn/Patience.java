package io.mtdnn;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * The time that tests wait for an event that must happen. It is far longer than any
 * machine needs, because only a broken build waits that long.
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
