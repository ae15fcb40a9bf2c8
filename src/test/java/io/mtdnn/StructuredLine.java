package io.mtdnn;

import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** The line that {@code logging.structured.format.console=ecs} writes for an event. */
public final class StructuredLine {

	private StructuredLine() {
	}

	public static String of(Logger logger, ILoggingEvent event) {
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(logger.getLoggerContext());
		encoder.setFormat("ecs");
		encoder.setCharset(StandardCharsets.UTF_8);
		encoder.start();
		return new String(encoder.encode(event), StandardCharsets.UTF_8);
	}

}
