package io.mtdnn.model;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The native engine.
 *
 * @param threads threads of one matrix product; 0 for the number of physical cores. The system property
 * {@code ai.djl.pytorch.num_threads} wins
 */
@Validated
@ConfigurationProperties("mtdnn.engine")
record EngineProperties(@DefaultValue("0") @Min(0) int threads) {

}
