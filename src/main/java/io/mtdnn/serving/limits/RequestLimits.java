package io.mtdnn.serving.limits;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.Document;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.QuestionTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a request: the sizes of its texts, the number of its items, and its time.
 */
public final class RequestLimits {

	private static final Duration STREAM = Duration.ofDays(1);

	/** Characters of a document's id, which each candidate repeats. */
	private static final int ID = 1000;

	private final ServingProperties properties;

	/** The limits of the settings. */
	public RequestLimits(ServingProperties properties) {
		this.properties = properties;
	}

	/**
	 * Checks a long text, which is required.
	 * @throws InvalidQuestionException when it is missing or blank
	 * @throws QuestionTooLargeException when it is too long
	 */
	public void context(String field, String text) {
		check(field, text, this.properties.maxContextCharacters(), "mtdnn.serving.max-context-characters");
	}

	/**
	 * Checks the texts of a question.
	 * @throws InvalidQuestionException when there are no texts, or one is missing or
	 * blank
	 * @throws QuestionTooLargeException when there are too many, or one or its id is too
	 * long
	 */
	public void documents(List<Document> documents) {
		if (documents.isEmpty()) {
			throw new InvalidQuestionException("documents", "a question requires at least one text");
		}
		if (documents.size() > this.properties.maxDocuments()) {
			String field = (documents.get(0).id() != null) ? "documents" : "contexts";
			throw new QuestionTooLargeException(field,
					"%s has %d texts; at most %d are accepted (mtdnn.serving.max-documents)".formatted(field,
							documents.size(), this.properties.maxDocuments()),
					this.properties.maxDocuments());
		}
		InvalidQuestionException.check(documents.stream().<Runnable>mapMulti((document, checks) -> {
			checks.accept(() -> context(document.field(), document.text()));
			checks.accept(() -> id(document));
		}).toArray(Runnable[]::new));
	}

	private static void id(Document document) {
		if (document.id() != null && document.id().length() > ID) {
			throw new QuestionTooLargeException("documents[%d].id".formatted(document.index()),
					"an id has %d characters; at most %d are accepted".formatted(document.id().length(), ID), ID);
		}
	}

	/**
	 * Checks a short text, which is required.
	 * @throws InvalidQuestionException when it is missing or blank
	 * @throws QuestionTooLargeException when it is too long
	 */
	public void question(String field, @Nullable String text) {
		check(field, text, this.properties.maxQuestionCharacters(), "mtdnn.serving.max-question-characters");
	}

	private static void check(String field, @Nullable String text, int limit, String property) {
		if (text == null || text.isBlank()) {
			throw new InvalidQuestionException(field, field + " is required and must not be blank");
		}
		if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
			throw new QuestionTooLargeException(field, "%s has %d characters; at most %d are accepted (%s)"
				.formatted(field, text.codePointCount(0, text.length()), limit, property), limit);
		}
	}

	/**
	 * Checks the number of questions in one body.
	 * @throws QuestionTooLargeException when there are too many
	 */
	public void batch(String field, int items) {
		if (items > this.properties.maxBatchItems()) {
			throw new QuestionTooLargeException(field,
					"%s has %d items; at most %d are accepted (mtdnn.serving.max-batch-items). Streams of lines (application/x-ndjson) have no such limit"
						.formatted(field, items, this.properties.maxBatchItems()),
					this.properties.maxBatchItems());
		}
	}

	/**
	 * Checks the number of windows of a question.
	 * @throws QuestionTooLargeException when there are too many
	 */
	public void windows(String field, long windows) {
		int most = this.properties.batching().maxRows();
		if (windows > most) {
			throw QuestionTooLargeException.windows(field, windows, most);
		}
	}

	/** Maximum length of a line of a stream in bytes. */
	public int lineBytes() {
		return (int) Math.min(Integer.MAX_VALUE, this.properties.maxLine().toBytes());
	}

	/**
	 * The deadline of one answer.
	 * @param timeout value of the {@linkplain TimeoutHeader header}; null for the default
	 * @param gone whether the client has disconnected
	 */
	public Deadline single(@Nullable String timeout, BooleanSupplier gone) {
		return new Deadline(TimeoutHeader.read(timeout, this.properties.requestTimeout()), gone, System::nanoTime);
	}

	/** The deadline of many answers. Their requests wait for room in the queue. */
	public Deadline many(@Nullable String timeout, BooleanSupplier gone) {
		return new Deadline(TimeoutHeader.read(timeout, this.properties.batchTimeout()), gone, System::nanoTime)
			.patiently();
	}

	/** The deadline of a stream: the client's timeout, or a day. */
	public Deadline stream(@Nullable String timeout) {
		return Deadline.within(TimeoutHeader.read(timeout, STREAM)).patiently();
	}

}
