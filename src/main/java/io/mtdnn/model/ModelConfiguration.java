package io.mtdnn.model;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the models. Nothing native is loaded until a model is opened. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

	@Bean
	ModelFactory modelFactory(EngineProperties properties) {
		return new TorchModelFactory(new TorchRuntime(properties.threads()));
	}

}
