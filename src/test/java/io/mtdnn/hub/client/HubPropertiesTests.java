package io.mtdnn.hub.client;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class HubPropertiesTests {

	/** A connection takes milliseconds in 32 bits, and 0 for no limit. */
	@ParameterizedTest
	@CsvSource({ "connect-timeout=0, connectTimeout", "connect-timeout=600h, connectTimeout",
			"read-timeout=-1s, readTimeout", "read-timeout=600h, readTimeout" })
	void timeLimitsOfNoUseAreRejected(String setting, String field) {
		new ApplicationContextRunner().withUserConfiguration(Properties.class)
			.withPropertyValues("mtdnn.hub." + setting)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(field));
	}

	/** Not annotated as a configuration, so that only the test above uses it. */
	@EnableConfigurationProperties(HubProperties.class)
	static class Properties {

	}

}
