package io.mtdnn.serving.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.serving.InvalidQuestionException;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.JsonNode;

/**
 * Many questions: one context with many, or many pairs.
 *
 * @param context the context of all {@code questions}
 * @param questions what is asked about {@code context}
 * @param items pairs of question and context, each with its own options where it has any
 */
record QaBatchRequest(@Schema(
		description = "The context of all `questions`, tokenised once; at most mtdnn.serving.max-context-characters (100,000)",
		example = "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist.") String context,
		@Schema(description = "What is asked about the context; at most mtdnn.serving.max-batch-items (1,000)",
				example = "[\"Who built the lighthouse?\", \"When was it built?\"]") List<String> questions,
		@ArraySchema(arraySchema = @Schema(
				description = "Instead of context and questions: pairs, with an `id` and options of their own where needed; at most mtdnn.serving.max-batch-items (1,000)"),
				schema = @Schema(implementation = QaItemSchema.class)) List<JsonNode> items,
		@Schema(description = "Alias, id or name of a model; default the one that the alias `default` points to") String model,
		@JsonAlias("null_threshold") @Schema(
				description = "Null odds above which the answer is \"\", finite; default the model's") Double nullThreshold,
		@JsonAlias( {
				"top_k", "topk" }) @Schema(description = "Number of candidates: always as many, or all there are",
						defaultValue = "5", minimum = "1", maximum = "100") Integer topK,
		@JsonAlias({ "max_answer_length", "max_answer_len", "maxAnswerLen" }) @Schema(defaultValue = "30",
				minimum = "1", maximum = "512") Integer maxAnswerLength,
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
				defaultValue = "false") Boolean alignToWords){

	/** Which of the two shapes it is. */
	boolean isPairs() {
		boolean pairs = this.items != null;
		if (pairs == (this.questions != null)) {
			throw new InvalidQuestionException(pairs ? "items" : "questions",
					"give either 'context' and 'questions' or 'items'");
		}
		return pairs;
	}

	/** The fields that hold for all questions. */
	QaRequest defaults() {
		return new QaRequest(null, this.context, this.model, this.nullThreshold, this.topK, this.maxAnswerLength,
				this.maxSequenceLength, this.maxQuestionLength, this.docStride, this.handleImpossibleAnswer,
				this.alignToWords, null, null, null);
	}

}
