package io.mtdnn.tracking.mlflow;

import java.time.Clock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the mirror, if a setting names the server. */
@Configuration(proxyBeanMethods = false)
class MlflowConfiguration {

	@Bean
	@ConditionalOnProperty("mtdnn.mlflow.url")
	Mlflow mlflow(MlflowProperties properties, Clock clock) {
		return new Mlflow(new MlflowServer(properties), properties.interval(), clock);
	}

}
