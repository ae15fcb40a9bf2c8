package io.mtdnn.serving.answers;

import io.mtdnn.answering.DecodingSettings;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.WindowSettings;
import org.jspecify.annotations.Nullable;

/**
 * The options of a question with the model's defaults filled in. Together with the
 * question and the texts, they determine the answer.
 *
 * @param strideGiven whether the request contains {@code docStride}; only then is a value
 * that does not fit an error
 */
record ResolvedOptions(String modelId, String task, double threshold, int topK, int maxAnswerLength,
		int maxSequenceLength, int maxQuestionLength, int docStride, boolean strideGiven, boolean impossible,
		boolean wholeWords) {

	/**
	 * Checks the options of a request.
	 * @throws InvalidQuestionException naming all invalid options
	 */
	static void check(QuestionOptions options) {
		if (!options.faults().isEmpty()) {
			throw new InvalidQuestionException(options.faults());
		}
	}

	/** Fills in the defaults of valid options. */
	static ResolvedOptions of(QuestionOptions options, RegisteredModel model, Task task) {
		return new ResolvedOptions(model.id(), task.name(), or(options.nullThreshold(), model.nullThreshold()),
				or(options.topK(), QuestionOptions.TOP_K),
				or(options.maxAnswerLength(), DecodingSettings.DEFAULT.maxAnswerLength()),
				or(options.maxSequenceLength(), model.maxSequenceLength()),
				or(options.maxQuestionLength(), model.maxQuestionLength()), or(options.docStride(), model.docStride()),
				options.docStride() != null, or(options.handleImpossibleAnswer(), true),
				or(options.alignToWords(), false));
	}

	private static <T> T or(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}

	/**
	 * Window settings for a question.
	 * @param questionPieces number of pieces of the question
	 * @param maxPositions maximum number of tokens of a row of the model
	 * @param rows structure of the model's rows
	 * @throws ModelMismatchException when the model cannot read windows of that length
	 */
	WindowSettings windows(int questionPieces, int maxPositions, RowTemplate rows) {
		if (this.maxSequenceLength > maxPositions) {
			throw new ModelMismatchException("maxSequenceLength",
					"maxSequenceLength %d is more than the model's %d".formatted(this.maxSequenceLength, maxPositions));
		}
		WindowSettings asked = new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, this.docStride);
		if (this.strideGiven) {
			return asked;
		}
		int capacity = new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, 1).capacity(questionPieces,
				rows);
		return new WindowSettings(this.maxSequenceLength, this.maxQuestionLength, Math.min(this.docStride, capacity));
	}

	/** Number of pieces that are cut off a question. */
	int dropped(int questionPieces) {
		return Math.max(0, questionPieces - this.maxQuestionLength);
	}

	/**
	 * Decoding settings as in the evaluation after training, except if more candidates
	 * are requested than the evaluation considers.
	 */
	DecodingSettings decoding() {
		return new DecodingSettings(Math.max(this.topK, DecodingSettings.DEFAULT.nBestSize()), this.maxAnswerLength,
				this.impossible ? this.threshold : Double.POSITIVE_INFINITY);
	}

}
