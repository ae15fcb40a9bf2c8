package io.mtdnn.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * Describes every meter of the service with the text from {@code meters.properties},
 * which Prometheus shows as HELP.
 */
@Component
class MeterHelp implements MeterFilter {

	private final Properties texts;

	MeterHelp() {
		try {
			this.texts = PropertiesLoaderUtils.loadProperties(new EncodedResource(
					new ClassPathResource("meters.properties", MeterHelp.class), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		String text = this.texts.getProperty(id.getName());
		return (text != null)
				? new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), text, id.getType())
				: id;
	}

}
