package io.mtdnn.observability;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeterHelpTests {

	private final MeterHelp help = new MeterHelp();

	@Test
	void everyMeterHasADescription() {
		List<String> names = names();
		assertThat(names).hasSizeGreaterThan(30);
		assertThat(names).allSatisfy((name) -> assertThat(described(name).getDescription()).isNotBlank());
	}

	@Test
	void theRestOfAMeterIsUnchanged() {
		Meter.Id id = new Meter.Id(MeterNames.MODEL_MEMORY, Tags.of("a", "b"), "bytes", null, Meter.Type.GAUGE);
		assertThat(this.help.map(id)).isEqualTo(id)
			.satisfies((mapped) -> assertThat(mapped.getBaseUnit()).isEqualTo("bytes"))
			.satisfies((mapped) -> assertThat(mapped.getType()).isEqualTo(Meter.Type.GAUGE));
		assertThat(described("jvm.memory.used").getDescription()).isNull();
	}

	private Meter.Id described(String name) {
		return this.help.map(new Meter.Id(name, Tags.empty(), null, null, Meter.Type.OTHER));
	}

	private static List<String> names() {
		return Stream.of(MeterNames.class.getFields())
			.map(MeterHelpTests::value)
			.filter((value) -> value.startsWith("mtdnn."))
			.toList();
	}

	private static String value(Field field) {
		try {
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
