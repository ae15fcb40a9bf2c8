package io.mtdnn.serving.answers;

import io.mtdnn.answering.DecodingSettings;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.tokenization.WindowSettings;

/**
 * The options of a question with the model's defaults in place: together with the texts,
 * all that an answer depends on.
 *
 * @param strideGiven whether {@code docStride} came with the request; only then is one
 * that does not fit an error
 */
record ResolvedOptions(String modelId, double threshold, int topK, int maxAnswerLength, int maxSequenceLength,
		int maxQuestionLength, int docStride, boolean strideGiven, boolean impossible, boolean wholeWords) {

	private static final int TOP_K = 5;

	private static final int LARGEST_TOP_K = 100;

	private static final int LONGEST_ANSWER = 512;

	/**
	 * Fills in the defaults.
	 * @throws InvalidQuestionException naming the options that cannot be used
	 */
	static ResolvedOptions of(QuestionOptions options, RegisteredModel model) {
		InvalidQuestionException.check(() -> finite(options.nullThreshold()),
				() -> within("topK", options.topK(), TOP_K, LARGEST_TOP_K),
				() -> within("maxAnswerLength", options.maxAnswerLength(), 1, LONGEST_ANSWER),
				() -> within("maxSequenceLength", options.maxSequenceLength(), 1, Integer.MAX_VALUE),
				() -> within("maxQuestionLength", options.maxQuestionLength(), 1, Integer.MAX_VALUE),
				() -> within("docStride", options.docStride(), 1, Integer.MAX_VALUE));
		double threshold = (options.nullThreshold() != null) ? options.nullThreshold() : model.nullThreshold();
		return new ResolvedOptions(model.id(), threshold, within("topK", options.topK(), TOP_K, LARGEST_TOP_K),
				within("maxAnswerLength", options.maxAnswerLength(), DecodingSettings.DEFAULT.maxAnswerLength(),
						LONGEST_ANSWER),
				within("maxSequenceLength", options.maxSequenceLength(), model.maxSequenceLength(), Integer.MAX_VALUE),
				within("maxQuestionLength", options.maxQuestionLength(), model.maxQuestionLength(), Integer.MAX_VALUE),
				within("docStride", options.docStride(), model.docStride(), Integer.MAX_VALUE),
				options.docStride() != null, !Boolean.FALSE.equals(options.handleImpossibleAnswer()),
				Boolean.TRUE.equals(options.alignToWords()));
	}

	private static void finite(Double threshold) {
		if (threshold != null && !Double.isFinite(threshold)) {
			throw new InvalidQuestionException("nullThreshold", "nullThreshold must be a finite number");
		}
	}

	private static int within(String field, Integer value, int fallback, int most) {
		int used = (value != null) ? value : fallback;
		if (used < 1 || used > most) {
			throw new InvalidQuestionException(field, (most == Integer.MAX_VALUE) ? field + " must be at least 1"
					: field + " must be between 1 and " + most);
		}
		return used;
	}

	/**
	 * Window settings for a question.
	 * @param questionPieces pieces of the question
	 * @param maxPositions most pieces that the model takes
	 * @throws ModelMismatchException when the model cannot take windows of that length
	 */
	WindowSettings windows(int questionPieces, int maxPositions) {
		if (this.maxSequenceLength > maxPositions) {
			throw new ModelMismatchException("maxSequenceLength",
					"maxSequenceLength %d is more than the model's %d".formatted(this.maxSequenceLength, maxPositions));
		}
		WindowSettings asked = new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, this.docStride);
		if (this.strideGiven) {
			return asked;
		}
		int capacity = new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, 1).capacity(questionPieces);
		return new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, Math.min(this.docStride, capacity));
	}

	/** Pieces of a question that are cut off. */
	int dropped(int questionPieces) {
		return Math.max(0, questionPieces - this.maxQuestionLength);
	}

	/**
	 * Decoding as in the evaluation after training, unless more candidates are wanted
	 * than are looked at there.
	 */
	DecodingSettings decoding() {
		return new DecodingSettings(Math.max(this.topK, DecodingSettings.DEFAULT.nBestSize()), this.maxAnswerLength,
				this.impossible ? this.threshold : Double.POSITIVE_INFINITY);
	}

}
