package io.mtdnn.serving;

/**
 * How a question is to be answered; null stands for the default.
 *
 * @param model alias, id or name; default the one that the alias {@code default} points
 * to
 * @param nullThreshold null odds above which the answer is ""; default the model's
 * @param topK number of candidates, 5 by default
 * @param maxAnswerLength most word pieces of an answer, 30 by default
 * @param maxSequenceLength word pieces of a window, special tokens included; default as
 * in training
 * @param maxQuestionLength word pieces a question is cut to; default as in training
 * @param docStride step from window to window in word pieces; default as in training, as
 * far as the window allows
 * @param handleImpossibleAnswer whether "" may be an answer, true by default
 * @param alignToWords whether answers are widened to whole words, false by default
 */
public record QuestionOptions(String model, Double nullThreshold, Integer topK, Integer maxAnswerLength,
		Integer maxSequenceLength, Integer maxQuestionLength, Integer docStride, Boolean handleImpossibleAnswer,
		Boolean alignToWords) {

	/** All defaults. */
	public static final QuestionOptions DEFAULT = new QuestionOptions(null, null, null, null, null, null, null, null,
			null);

	/** The same of another model. */
	public QuestionOptions of(String otherModel) {
		return new QuestionOptions(otherModel, this.nullThreshold, this.topK, this.maxAnswerLength,
				this.maxSequenceLength, this.maxQuestionLength, this.docStride, this.handleImpossibleAnswer,
				this.alignToWords);
	}

}
