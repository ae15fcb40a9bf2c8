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
 * @param modelMemory most memory that the weights of loaded models take together; the
 * least recently used goes first
 * @param answerCache memory of the answer cache; 0 switches it off
 * @param contextCache memory of tokenised contexts, per loaded model; 0 switches it off
 * @param requestTimeout most time for a request that sends no X-Request-Timeout
 * @param batchTimeout the same for POST /qa/batch
 * @param maxContextCharacters longest context in characters (code points); 413 beyond
 * @param maxQuestionCharacters longest question, sentence or choice in characters; 413
 * beyond
 * @param maxDocuments maximum number of texts of one question; 413 beyond
 * @param maxBatchItems most questions in one POST /qa/batch; 413 beyond. Streams of lines
 * have no such limit
 * @param maxLine longest line of a stream
 * @param defaultModel which model answers requests that name none: {@code alias}, the one
 * that the alias "default" points to, or {@code newest}, the newest one that has the head
 * @param batching how rows of different requests are put together
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
	 * @param maxTokens most word pieces in one pass of the model
	 * @param maxDelay most time a row waits for others to share its pass; only while
	 * other requests are on their way
	 * @param queueCapacity most rows (windows) that wait; 503 beyond
	 * @param maxWait requests that would probably wait longer than this are refused with
	 * 503 at once
	 * @param maxRows most rows (windows) of one request; 413 beyond
	 * @param threads passes at the same time; one uses all processors already
	 */
	public record Batching(@Min(16) @DefaultValue("1024") int maxTokens,
			@NotNull @DefaultValue("2ms") Duration maxDelay, @Min(1) @DefaultValue("2048") int queueCapacity,
			@NotNull @DefaultValue("2s") Duration maxWait, @Min(1) @DefaultValue("1024") int maxRows,
			@Min(1) @Max(64) @DefaultValue("1") int threads) {

	}

}
