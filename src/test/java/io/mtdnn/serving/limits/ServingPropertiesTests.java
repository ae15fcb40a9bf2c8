package io.mtdnn.serving.limits;

import java.time.Duration;
import java.util.Map;

import io.mtdnn.serving.limits.ServingProperties.Batching;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ServingPropertiesTests {

	@Test
	void defaultsApplyWithoutSettings() {
		assertThat(bind(Map.of())).isEqualTo(new ServingProperties(DataSize.ofGigabytes(4), DataSize.ofBytes(0),
				DataSize.ofMegabytes(16), Duration.ofSeconds(30), Duration.ofMinutes(10), 100_000, 10_000, 500, 1000,
				DataSize.ofMegabytes(4), UnnamedModel.ALIAS,
				new Batching(1024, Duration.ofMillis(2), 2048, Duration.ofSeconds(2), 1024, 2)));
	}

	@Test
	void everySettingIsBound() {
		Map<String, String> values = Map.ofEntries(Map.entry("mtdnn.serving.model-memory", "1GB"),
				Map.entry("mtdnn.serving.answer-cache", "2MB"), Map.entry("mtdnn.serving.context-cache", "3MB"),
				Map.entry("mtdnn.serving.request-timeout", "4s"), Map.entry("mtdnn.serving.batch-timeout", "5s"),
				Map.entry("mtdnn.serving.max-context-characters", "6"),
				Map.entry("mtdnn.serving.max-question-characters", "7"), Map.entry("mtdnn.serving.max-documents", "17"),
				Map.entry("mtdnn.serving.max-batch-items", "8"), Map.entry("mtdnn.serving.max-line", "9KB"),
				Map.entry("mtdnn.serving.default-model", "newest"),
				Map.entry("mtdnn.serving.batching.max-tokens", "16"),
				Map.entry("mtdnn.serving.batching.max-delay", "11ms"),
				Map.entry("mtdnn.serving.batching.queue-capacity", "12"),
				Map.entry("mtdnn.serving.batching.max-wait", "13s"), Map.entry("mtdnn.serving.batching.max-rows", "14"),
				Map.entry("mtdnn.serving.batching.threads", "15"));
		assertThat(bind(values))
			.isEqualTo(new ServingProperties(DataSize.ofGigabytes(1), DataSize.ofMegabytes(2), DataSize.ofMegabytes(3),
					Duration.ofSeconds(4), Duration.ofSeconds(5), 6, 7, 17, 8, DataSize.ofKilobytes(9),
					UnnamedModel.NEWEST, new Batching(16, Duration.ofMillis(11), 12, Duration.ofSeconds(13), 14, 15)));
	}

	private static ServingProperties bind(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("mtdnn.serving",
				ServingProperties.class);
	}

}
