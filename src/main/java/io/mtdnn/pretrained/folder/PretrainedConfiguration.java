package io.mtdnn.pretrained.folder;

import java.time.Clock;

import io.mtdnn.hub.HubDownloadFolders;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.tokenization.TokenizerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the encoders. Nothing is read or converted until an encoder is requested. */
@Configuration(proxyBeanMethods = false)
class PretrainedConfiguration {

	@Bean
	EncoderFolder encoderFolder(PretrainedProperties properties, ModelFactory models, TokenizerFactory tokenizers) {
		return new EncoderFolder(properties.encodersDir(), models, tokenizers);
	}

	@Bean
	EncoderCatalog encoderCatalog(EncoderFolder folder, PretrainedProperties properties, Clock clock) {
		return new FolderEncoderCatalog(folder, properties.encoderArchives(), ShippedEncoder.ALL, clock);
	}

	@Bean
	FolderEncoderDownloads encoderDownloads(EncoderFolder folder, ModelFactory models, HubDownloadFolders folders) {
		return new FolderEncoderDownloads(folder, models, folders);
	}

}
