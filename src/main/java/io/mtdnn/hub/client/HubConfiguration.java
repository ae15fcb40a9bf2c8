package io.mtdnn.hub.client;

import java.util.concurrent.TimeUnit;

import io.mtdnn.hub.Hub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the hub. No connection is opened until something is to be downloaded. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

	@Bean
	Hub hub(HubProperties properties) {
		return new RemoteHub(properties, HostAddresses.SYSTEM, (time) -> TimeUnit.MILLISECONDS.sleep(time.toMillis()));
	}

}
