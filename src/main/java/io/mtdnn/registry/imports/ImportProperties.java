package io.mtdnn.registry.imports;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of imports.
 *
 * @param maxSize Maximum size of an uploaded model, both of its archive and unpacked.
 */
@Validated
@ConfigurationProperties("mtdnn.imports")
record ImportProperties(@DefaultValue("4GB") DataSize maxSize) {

}
