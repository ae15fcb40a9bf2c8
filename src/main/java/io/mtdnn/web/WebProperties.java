package io.mtdnn.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the web layer.
 *
 * @param maxBody most bytes of a request body; answered with 413 beyond. Streams of lines (application/x-ndjson) are
 * bounded per line instead
 */
@Validated
@ConfigurationProperties("mtdnn.web")
record WebProperties(@NotNull @DefaultValue("16MB") DataSize maxBody) {

}
