package io.mtdnn.tracking.mlflow;

import java.time.Clock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the mirror, if a setting names the server. */
@Configuration(proxyBeanMethods = false)
class MlflowConfiguration {

	@Bean
	@ConditionalOnExpression("!environment.getProperty('mtdnn.mlflow.url', '').isBlank()")
	Mlflow mlflow(MlflowProperties properties, Clock clock) {
		return new Mlflow(new MlflowServer(properties), properties.interval(), clock);
	}

}
