package io.mtdnn.serving.limits;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of serving.
 *
 * @param modelMemory Maximum memory for the weights of all loaded models. The least
 * recently used model is unloaded first.
 * @param answerCache Size of the answer cache. 0 switches it off.
 * @param contextCache Size of the cache of tokenised contexts per loaded model. 0
 * switches it off.
 * @param requestTimeout Maximum time of a request without the header X-Request-Timeout.
 * @param batchTimeout Maximum time of a POST /qa/batch without the header
 * X-Request-Timeout.
 * @param maxContextCharacters Maximum length of a context in characters (code points);
 * longer ones are rejected with 413.
 * @param maxQuestionCharacters Maximum length of a question, sentence or choice in
 * characters; longer ones are rejected with 413.
 * @param maxDocuments Maximum number of texts of one question; more are rejected with
 * 413.
 * @param maxBatchItems Maximum number of questions in one POST /qa/batch; more are
 * rejected with 413. Streams of lines have no such limit.
 * @param maxLine Maximum size of a line of a stream.
 * @param defaultModel Model for requests without {@code model}: {@code alias}, the model
 * that the alias {@code default} points to, or {@code newest}, the newest model that has
 * the head.
 * @param batching settings of micro-batching
 */
@Validated
@ConfigurationProperties("mtdnn.serving")
public record ServingProperties(@NotNull @DefaultValue("4GB") DataSize modelMemory,
		@NotNull @DefaultValue("0B") DataSize answerCache, @NotNull @DefaultValue("16MB") DataSize contextCache,
		@NotNull @DurationMin(millis = 1) @DefaultValue("30s") Duration requestTimeout,
		@NotNull @DurationMin(millis = 1) @DefaultValue("10m") Duration batchTimeout,
		@Min(1) @DefaultValue("100000") int maxContextCharacters,
		@Min(1) @DefaultValue("10000") int maxQuestionCharacters, @Min(1) @DefaultValue("500") int maxDocuments,
		@Min(1) @DefaultValue("1000") int maxBatchItems, @NotNull @DefaultValue("4MB") DataSize maxLine,
		@NotNull @DefaultValue("alias") UnnamedModel defaultModel, @NotNull @Valid @DefaultValue Batching batching) {

	/**
	 * Micro-batching over requests and windows.
	 *
	 * @param maxTokens Maximum number of tokens in one forward pass.
	 * @param maxDelay Maximum time that an input row waits for others to share its
	 * forward pass, while other requests are being received.
	 * @param queueCapacity Maximum number of input rows (windows) that wait; more are
	 * rejected with 503.
	 * @param maxWait Maximum expected wait; requests that would probably wait longer are
	 * rejected with 503.
	 * @param maxRows Maximum number of input rows (windows) of one request; more are
	 * rejected with 413.
	 * @param threads Maximum number of forward passes at the same time. They divide the
	 * engine's threads while the requests that wait would fill another pass; otherwise
	 * one pass uses all.
	 */
	public record Batching(@Min(16) @DefaultValue("1024") int maxTokens,
			@NotNull @DefaultValue("2ms") Duration maxDelay, @Min(1) @DefaultValue("2048") int queueCapacity,
			@NotNull @DefaultValue("2s") Duration maxWait, @Min(1) @DefaultValue("1024") int maxRows,
			@Min(1) @Max(64) @DefaultValue("2") int threads) {

	}

}
