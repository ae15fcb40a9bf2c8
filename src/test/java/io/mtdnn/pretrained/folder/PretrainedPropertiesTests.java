package io.mtdnn.pretrained.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class PretrainedPropertiesTests {

	@Test
	void defaultsApplyWithoutSettings() {
		assertThat(bind(Map.of()))
			.isEqualTo(new PretrainedProperties(Path.of("encoders"), List.of(Path.of("target/encoder-archives"))));
	}

	@Test
	void everySettingIsBound() {
		assertThat(bind(Map.of("mtdnn.encoders-dir", "/a", "mtdnn.encoder-archives", "/b,/c")))
			.isEqualTo(new PretrainedProperties(Path.of("/a"), List.of(Path.of("/b"), Path.of("/c"))));
	}

	private static PretrainedProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("mtdnn",
				PretrainedProperties.class);
	}

}
