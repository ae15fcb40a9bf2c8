package io.mtdnn.pretrained;

import io.mtdnn.model.ModelFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the encoder catalog. */
@Configuration(proxyBeanMethods = false)
class PretrainedConfiguration {

	@Bean
	EncoderCatalog encoderCatalog(PretrainedProperties properties, ModelFactory models, JsonMapper json) {
		return new EncoderDirectories(properties.encodersDir(),
				ShippedEncoder.all(properties.encoderArchives(), json), models);
	}

}
