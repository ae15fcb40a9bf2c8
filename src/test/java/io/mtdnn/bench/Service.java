package io.mtdnn.bench;

import java.time.Clock;
import java.util.Map;

import io.mtdnn.storage.DiskReserve;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's modules below the web and the database, wired as in the service; settings
 * are system properties.
 */
public final class Service {

	private Service() {
	}

	/** Starts them lazily; must be closed. */
	public static ConfigurableApplicationContext start(Class<?>... more) {
		return start(Map.of(), more);
	}

	/** Starts them with additional settings. */
	public static ConfigurableApplicationContext start(Map<String, Object> settings, Class<?>... more) {
		return new SpringApplicationBuilder(Modules.class).sources(more)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.lazyInitialization(true)
			.properties("logging.level.root=warn", "mtdnn.artifacts.directory=target/bench-artifacts")
			.properties(settings)
			.run();
	}

	@TestConfiguration(proxyBeanMethods = false)
	@ComponentScan(
			basePackages = { "io.mtdnn.model", "io.mtdnn.pretrained", "io.mtdnn.hub", "io.mtdnn.tokenization",
					"io.mtdnn.datasets", "io.mtdnn.plan", "io.mtdnn.training", "io.mtdnn.artifacts" },
			excludeFilters = @Filter(TestConfiguration.class))
	@ConfigurationPropertiesScan({ "io.mtdnn.model", "io.mtdnn.pretrained", "io.mtdnn.hub", "io.mtdnn.tokenization",
			"io.mtdnn.datasets", "io.mtdnn.plan", "io.mtdnn.training", "io.mtdnn.artifacts" })
	static class Modules {

		@Bean
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		DiskReserve diskReserve() {
			return DiskReserve.NONE;
		}

		@Bean
		JsonMapper jsonMapper() {
			return JsonMapper.builder().build();
		}

	}

}
