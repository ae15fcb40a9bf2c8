package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.storage.DiskReserve;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;

/** The encoders that the build downloads, for tests that need real weights. */
final class ShippedEncoders {

	static final Path ARCHIVES = Path.of(System.getProperty("mtdnn.test.archives", "target/encoder-archives"));

	private ShippedEncoders() {
	}

	/** Converts an encoder and returns its directory. */
	static Path convert(String name, Path encoders) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", Map.of("mtdnn.encoders-dir", encoders.toString(),
						"mtdnn.encoder-archives", ARCHIVES.toString())));
			context.register(Encoders.class);
			context.refresh();
			return context.getBean(EncoderCatalog.class).directory(name);
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	@ComponentScan({ "io.mtdnn.model", "io.mtdnn.tokenization", "io.mtdnn.pretrained", "io.mtdnn.hub" })
	@ConfigurationPropertiesScan({ "io.mtdnn.model", "io.mtdnn.pretrained", "io.mtdnn.hub" })
	static class Encoders {

		@Bean
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		DiskReserve diskReserve() {
			return DiskReserve.NONE;
		}

	}

}
