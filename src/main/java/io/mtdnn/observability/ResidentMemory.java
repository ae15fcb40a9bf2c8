package io.mtdnn.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/**
 * Meter of the whole process's memory as counted by Linux, because Java's own meters do
 * not include tensors. Not available on other systems.
 */
@Component
class ResidentMemory implements MeterBinder {

	private static final String FIELD = "VmRSS:";

	private final Path status;

	ResidentMemory() {
		this(Path.of("/proc/self/status"));
	}

	ResidentMemory(Path status) {
		this.status = status;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (Files.isReadable(this.status)) {
			Gauge.builder(MeterNames.RESIDENT_MEMORY, this, ResidentMemory::bytes).baseUnit("bytes").register(registry);
		}
	}

	private double bytes() {
		try {
			return bytes(Files.readAllLines(this.status));
		}
		catch (IOException ex) {
			return Double.NaN;
		}
	}

	private static double bytes(List<String> lines) {
		return lines.stream()
			.filter((line) -> line.startsWith(FIELD))
			.mapToDouble((line) -> 1024 * Double.parseDouble(line.substring(FIELD.length()).replace("kB", "").strip()))
			.findFirst()
			.orElse(Double.NaN);
	}

}
