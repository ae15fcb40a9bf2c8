package io.mtdnn.hub.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtdnn.hub.Hub;
import org.springframework.util.unit.DataSize;

/** Hubs for tests of other packages. */
public final class TestHub {

	private TestHub() {
	}

	/** The client of a hub, with short pauses. */
	public static Hub of(URI endpoint) {
		return new RemoteHub(
				new HubProperties(endpoint, "", "", false, List.of(), DataSize.ofGigabytes(1), 2, 20, 3,
						Duration.ofSeconds(5), Duration.ofSeconds(30)),
				HostAddresses.SYSTEM, (time) -> TimeUnit.MILLISECONDS.sleep(1));
	}

}
