package io.mtdnn.model;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the models. Nothing native is loaded until a model is opened or the machine's speed is asked for. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

	@Bean
	TorchRuntime torchRuntime(EngineProperties properties, @Value("${mtdnn.devices:auto}") String device) {
		return new TorchRuntime(properties.threads(), device);
	}

	@Bean
	ModelFactory modelFactory(TorchRuntime runtime) {
		return new TorchModelFactory(runtime);
	}

	@Bean
	SpeedTrial speedTrial(TorchRuntime runtime) {
		return new SpeedTrial(runtime, System::nanoTime);
	}

}
