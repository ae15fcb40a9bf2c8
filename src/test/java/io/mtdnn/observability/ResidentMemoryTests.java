package io.mtdnn.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ResidentMemoryTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@TempDir
	private Path directory;

	@Test
	void theValueOfLinuxIsReportedInBytes() throws IOException {
		Path status = this.directory.resolve("status");
		Files.writeString(status, "Name:\tjava\nVmHWM:\t  900 kB\nVmRSS:\t  734 kB\nRssAnon:\t 700 kB\n");
		new ResidentMemory(status).bindTo(this.registry);
		assertThat(value()).isEqualTo(734 * 1024);
		Files.writeString(status, "VmRSS:\t 1000 kB\n");
		assertThat(value()).isEqualTo(1000 * 1024);
		Files.writeString(status, "Name:\tjava\n");
		assertThat(value()).isNaN();
	}

	@Test
	void theMeterIsAbsentOnOtherSystems() {
		new ResidentMemory(this.directory.resolve("none")).bindTo(this.registry);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private double value() {
		return this.registry.get(MeterNames.RESIDENT_MEMORY).gauge().value();
	}

}
