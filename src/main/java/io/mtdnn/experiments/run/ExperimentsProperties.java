package io.mtdnn.experiments.run;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of experiments.
 *
 * @param sweep Interval at which the jobs of experiments are checked.
 */
@Validated
@ConfigurationProperties("mtdnn.experiments")
record ExperimentsProperties(@DefaultValue("5s") Duration sweep) {

}
