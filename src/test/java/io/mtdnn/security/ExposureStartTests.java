package io.mtdnn.security;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Warnings and errors at startup about access without credentials. */
@ExtendWith(OutputCaptureExtension.class)
class ExposureStartTests {

	private static final String LOUD = "UNPROTECTED: mtdnn.security.mode=open";

	@Test
	void anOpenServiceOnAllAddressesLogsAWarning(CapturedOutput output) {
		start("--server.address=0.0.0.0", "--mtdnn.security.mode=open");
		assertThat(output.getAll().lines().filter((line) -> line.contains(LOUD))).singleElement()
			.asString()
			.contains("WARN");
	}

	@Test
	void anOpenServiceOnLoopbackLogsNoWarning(CapturedOutput output) {
		start("--mtdnn.security.mode=open");
		assertThat(output).doesNotContain(LOUD);
	}

	@Test
	void anOpenActuatorPortOnAllAddressesLogsAWarning(CapturedOutput output) {
		start("--mtdnn.security.mode=open", "--management.server.port=0");
		assertThat(output).contains(LOUD);
	}

	@Test
	void anActuatorPortOnAllAddressesRequiresCredentials(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--management.server.port=0"));
		assertThat(output).contains("The service would listen on all addresses without any credentials configured",
				"management.server.address");
		start("--management.server.port=0", "--management.server.address=127.0.0.1");
		start("--management.server.port=0", "--mtdnn.security.admin-key=" + KeyAccessTests.ADMIN);
	}

	private static void start(String... more) {
		String[] arguments = Stream.concat(
				Stream.of("--server.port=0",
						"--spring.datasource.url=jdbc:h2:mem:exposure;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"),
				Stream.of(more))
			.toArray(String[]::new);
		new SpringApplicationBuilder(SecurityTestApplication.class).run(arguments).close();
	}

}
