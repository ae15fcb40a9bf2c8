package io.mtdnn.pretrained.folder;

import java.time.Clock;

import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.tokenization.TokenizerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the encoders. Nothing is read or converted until an encoder is requested. */
@Configuration(proxyBeanMethods = false)
class PretrainedConfiguration {

	@Bean
	EncoderCatalog encoderCatalog(PretrainedProperties properties, ModelFactory models, TokenizerFactory tokenizers,
			Clock clock) {
		EncoderFolder folder = new EncoderFolder(properties.encodersDir(), models, tokenizers);
		return new FolderEncoderCatalog(folder, properties.encoderArchives(), ShippedEncoder.ALL, clock);
	}

}
