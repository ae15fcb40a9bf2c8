package io.mtdnn.serving.web;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A question on a context, as JSON. The names are those of the question-answering
 * pipeline of transformers in camel case; its own spelling is accepted as well, and so is
 * the shape of the hosted Hugging Face API ({@code inputs}, {@code parameters},
 * {@code options}).
 *
 * @param question what is asked
 * @param context where the answer is looked for
 * @param model alias, id or name of a model
 * @param nullThreshold null odds above which the answer is ""
 * @param topK number of candidates
 * @param maxAnswerLength most word pieces of an answer
 * @param maxSequenceLength word pieces of a window
 * @param maxQuestionLength word pieces a question is cut to
 * @param docStride step from window to window
 * @param handleImpossibleAnswer whether "" may be an answer
 * @param alignToWords whether answers are widened to whole words
 * @param inputs question and context in the shape of the hosted Hugging Face API
 * @param parameters the other fields in the shape of the hosted Hugging Face API
 * @param options accepted for the same clients and ignored
 */
record QaRequest(
		@Schema(description = "What is asked; not blank, at most mtdnn.serving.max-question-characters (10,000)",
				example = "Who built the lighthouse?") String question,
		@Schema(description = "Where the answer is looked for, by sliding windows where it is longer than one; not blank, at most mtdnn.serving.max-context-characters (100,000)",
				example = "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist.") String context,
		@Schema(description = "Alias, id or name of a model; default the one that the alias `default` points to") String model,
		@JsonAlias("null_threshold") @Schema(
				description = "Null odds above which the answer is \"\", finite; default the model's") Double nullThreshold,
		@JsonAlias( {
				"top_k", "topk" }) @Schema(description = "Number of candidates: always as many, or all there are",
						defaultValue = "5", minimum = "1", maximum = "100") Integer topK,
		@JsonAlias({ "max_answer_length", "max_answer_len", "maxAnswerLen" }) @Schema(
				description = "Most word pieces of an answer", defaultValue = "30", minimum = "1",
				maximum = "512") Integer maxAnswerLength,
		@JsonAlias({ "max_sequence_length", "max_seq_len", "maxSeqLen" }) @Schema(
				description = "Word pieces of a window, special tokens included, at most as many as the model takes; default as in training",
				minimum = "1") Integer maxSequenceLength,
		@JsonAlias({ "max_question_length", "max_question_len", "maxQuestionLen" }) @Schema(
				description = "Word pieces a question is cut to; default as in training",
				minimum = "1") Integer maxQuestionLength,
		@JsonAlias("doc_stride") @Schema(
				description = "Step from window to window in word pieces (BERT's meaning, not the overlap); default as in training",
				minimum = "1") Integer docStride,
		@JsonAlias("handle_impossible_answer") @Schema(description = "Whether \"\" may be an answer",
				defaultValue = "true") Boolean handleImpossibleAnswer,
		@JsonAlias("align_to_words") @Schema(
				description = "Whether answers are widened to whole words where they begin or end within one",
				defaultValue = "false") Boolean alignToWords,
		@Schema(description = "Question and context in the shape of the hosted Hugging Face API") Inputs inputs,
		@Schema(description = "The other fields in the shape of the hosted Hugging Face API") QaRequest parameters,
		@Schema(hidden = true) Map<String, Object> options){

	/** The question meant, whichever shape it came in. */
	Question toQuestion() {
		QaRequest given = (this.parameters != null) ? this.parameters.over(this) : this;
		if (this.inputs == null) {
			return new Question(given.question, given.context, given.toOptions());
		}
		if (this.question != null || this.context != null) {
			throw new InvalidQuestionException("inputs",
					"give question and context either in 'inputs' or beside it, not both");
		}
		return new Question(this.inputs.question(), this.inputs.context(), given.toOptions());
	}

	/**
	 * Whether a list of answers is asked for, as the hosted Hugging Face API gives it for
	 * a {@code top_k} above 1.
	 */
	boolean wantsList() {
		Integer most = (this.parameters != null) ? first(this.parameters.topK, this.topK) : this.topK;
		return this.inputs != null && most != null && most > 1;
	}

	QuestionOptions toOptions() {
		return new QuestionOptions(this.model, this.nullThreshold, this.topK, this.maxAnswerLength,
				this.maxSequenceLength, this.maxQuestionLength, this.docStride, this.handleImpossibleAnswer,
				this.alignToWords);
	}

	/** These values where there are any, else the other's. */
	QaRequest over(QaRequest other) {
		return new QaRequest(first(this.question, other.question), first(this.context, other.context),
				first(this.model, other.model), first(this.nullThreshold, other.nullThreshold),
				first(this.topK, other.topK), first(this.maxAnswerLength, other.maxAnswerLength),
				first(this.maxSequenceLength, other.maxSequenceLength),
				first(this.maxQuestionLength, other.maxQuestionLength), first(this.docStride, other.docStride),
				first(this.handleImpossibleAnswer, other.handleImpossibleAnswer),
				first(this.alignToWords, other.alignToWords), first(this.inputs, other.inputs), null, null);
	}

	private static <T> T first(T value, T fallback) {
		return (value != null) ? value : fallback;
	}

	/**
	 * Question and context.
	 *
	 * @param question what is asked
	 * @param context where the answer is looked for
	 */
	record Inputs(String question, String context) {

	}

}
