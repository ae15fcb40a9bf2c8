package io.mtdnn.hub.client;

import java.time.Duration;

/** Waits between attempts. */
@FunctionalInterface
interface Pauses {

	void pause(Duration time) throws InterruptedException;

}
