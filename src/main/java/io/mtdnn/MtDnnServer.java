package io.mtdnn;

import java.time.Clock;
import java.util.Locale;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Starts the service: trains and serves multi-task BERT models over HTTP. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MtDnnServer {

	public static void main(String[] args) {
		useOneLocale();
		SpringApplication.run(MtDnnServer.class, args);
	}

	/**
	 * Texts are in English, and numbers in them, in names of fields and in names of files
	 * have ASCII digits, whatever the locale of the machine.
	 */
	static void useOneLocale() {
		Locale.setDefault(Locale.ROOT);
	}

	@Bean
	static StartChecks startChecks(ConfigurableEnvironment environment) {
		return new StartChecks(environment);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
