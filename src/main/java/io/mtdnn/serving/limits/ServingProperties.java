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
 * @param modelMemory maximum memory of the weights of loaded models together; the least
 * recently used model is unloaded first
 * @param answerCache memory of the answer cache; 0 switches it off
 * @param contextCache memory of tokenised contexts, per loaded model; 0 switches it off
 * @param requestTimeout maximum time for a request without X-Request-Timeout
 * @param batchTimeout the same for POST /qa/batch
 * @param maxContextCharacters maximum length of a context or document in characters (code
 * points); longer ones are rejected with 413
 * @param maxQuestionCharacters maximum length of a question, sentence or choice in
 * characters; longer ones are rejected with 413
 * @param maxDocuments maximum number of texts of one question; more are rejected with 413
 * @param maxBatchItems maximum number of questions in one POST /qa/batch; more are
 * rejected with 413. Streams of lines have no such limit
 * @param maxLine maximum length of a line of a stream
 * @param defaultModel model of requests that name none: {@code alias}, the one that the
 * alias "default" points to, or {@code newest}, the newest one that has the head
 * @param batching how rows of different requests share forward passes
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
	 * @param maxTokens maximum number of word pieces in one forward pass
	 * @param maxDelay maximum time that a row waits for others to share its forward pass;
	 * only while other requests are being prepared
	 * @param queueCapacity maximum number of rows (windows) that wait; more are rejected
	 * with 503
	 * @param maxWait maximum predicted waiting time; requests that would wait longer are
	 * rejected with 503 at once
	 * @param maxRows maximum number of rows (windows) of one request; more are rejected
	 * with 413
	 * @param threads forward passes at the same time; one uses all processors already
	 */
	public record Batching(@Min(16) @DefaultValue("1024") int maxTokens,
			@NotNull @DefaultValue("2ms") Duration maxDelay, @Min(1) @DefaultValue("2048") int queueCapacity,
			@NotNull @DefaultValue("2s") Duration maxWait, @Min(1) @DefaultValue("1024") int maxRows,
			@Min(1) @Max(64) @DefaultValue("1") int threads) {

	}

}
