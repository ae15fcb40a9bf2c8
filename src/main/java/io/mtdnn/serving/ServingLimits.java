package io.mtdnn.serving;

/** The limits of serving that its web layer enforces. */
public final class ServingLimits {

	private final ServingProperties properties;

	ServingLimits(ServingProperties properties) {
		this.properties = properties;
	}

	/** Longest line of a stream in bytes. */
	public int maxLineBytes() {
		return Math.toIntExact(this.properties.maxLine().toBytes());
	}

	/**
	 * Checks the number of questions in one body.
	 * @throws QuestionTooLargeException when there are too many
	 */
	public void checkBatch(String field, int items) {
		if (items > this.properties.maxBatchItems()) {
			throw new QuestionTooLargeException(field,
					"%s has %d items; at most %d are accepted (mtdnn.serving.max-batch-items). Streams of lines (application/x-ndjson) have no such limit"
						.formatted(field, items, this.properties.maxBatchItems()),
					this.properties.maxBatchItems());
		}
	}

}
