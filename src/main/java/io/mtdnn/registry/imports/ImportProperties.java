package io.mtdnn.registry.imports;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be imported.
 *
 * @param maxSize Maximum size of an uploaded model, packed and unpacked.
 */
@Validated
@ConfigurationProperties("mtdnn.imports")
record ImportProperties(@DefaultValue("4GB") DataSize maxSize) {

}
