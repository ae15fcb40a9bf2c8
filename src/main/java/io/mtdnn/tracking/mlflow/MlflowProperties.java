package io.mtdnn.tracking.mlflow;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A mirror of runs in an MLflow tracking server.
 *
 * @param url Address of the tracking server, such as http://mlflow:5000. Empty to mirror
 * nothing.
 * @param experiment Name of the experiment that runs belong to; created if it does not
 * exist.
 * @param token Bearer token for the tracking server. Empty for none.
 * @param timeout Time limit for a call.
 * @param interval Interval between two transfers.
 */
@Validated
@ConfigurationProperties("mtdnn.mlflow")
record MlflowProperties(@Nullable URI url, @DefaultValue("mtdnn") String experiment, @Nullable String token,
		@NotNull @DurationMin(millis = 1) @DefaultValue("10s") Duration timeout,
		@NotNull @DurationMin(millis = 1) @DefaultValue("2s") Duration interval) {

	@AssertTrue(message = "mtdnn.mlflow.url must be an http or https URL, such as http://mlflow:5000")
	boolean isUrlValid() {
		return this.url == null || this.url.toString().isEmpty()
				|| (this.url.getHost() != null && String.valueOf(this.url.getScheme()).matches("(?i)https?"));
	}

}
