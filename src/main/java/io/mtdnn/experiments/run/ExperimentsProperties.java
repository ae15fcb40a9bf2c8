package io.mtdnn.experiments.run;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Experiments.
 *
 * @param sweep Time between two looks at the jobs of experiments.
 */
@Validated
@ConfigurationProperties("mtdnn.experiments")
record ExperimentsProperties(@DefaultValue("5s") Duration sweep) {

}
