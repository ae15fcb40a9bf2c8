package io.mtdnn.training.run;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of training.
 *
 * @param checkpointInterval Maximum time between two checkpoints of a run. A checkpoint
 * is also written at the end of each epoch.
 * @param evaluationTokens Maximum size of an evaluation batch: its number of input rows
 * times the tokens of the longest row.
 */
@Validated
@ConfigurationProperties("mtdnn.training")
record TrainingProperties(@NotNull @DefaultValue("5m") Duration checkpointInterval,
		@Min(512) @DefaultValue("6144") int evaluationTokens) {

}
