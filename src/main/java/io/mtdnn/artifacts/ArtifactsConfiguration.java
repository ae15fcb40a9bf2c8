package io.mtdnn.artifacts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the artifact store that is configured. */
@Configuration(proxyBeanMethods = false)
class ArtifactsConfiguration {

	@Bean
	ArtifactStore artifactStore(ArtifactProperties properties) {
		return new DirectoryArtifactStore(properties.directory());
	}

}
