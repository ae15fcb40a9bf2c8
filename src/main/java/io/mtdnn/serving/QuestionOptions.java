package io.mtdnn.serving;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.task.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The options of a question; null stands for the default. Requests, checks and the
 * OpenAPI document derive from the components of this record.
 *
 * @param model alias, id or name of the model
 * @param nullThreshold null odds above which the answer is ""
 * @param topK number of candidates
 * @param maxAnswerLength maximum number of word pieces of an answer
 * @param maxSequenceLength number of word pieces of a window, including special tokens
 * @param maxQuestionLength maximum number of word pieces of a question; longer ones are
 * cut
 * @param docStride number of word pieces between the starts of successive windows
 * @param handleImpossibleAnswer whether "" may be an answer
 * @param alignToWords whether answers are extended to whole words
 * @param task task or head that answers; null for the model's first task with a span head
 */
public record QuestionOptions(@Schema(
		description = "Alias, id or name of a model; by default the one that the alias `default` points to") @Nullable String model,
		@JsonAlias("null_threshold") @Schema(
				description = "Null odds above which the answer is \"\", finite; by default the model's") @Nullable Double nullThreshold,
		@JsonAlias( {
				"top_k", "topk" }) @Min(1) @Max(100) @Schema(
						description = "Number of candidates, or all if there are fewer",
						defaultValue = "" + TOP_K) @Nullable Integer topK,
		@JsonAlias({ "max_answer_length", "max_answer_len", "maxAnswerLen" }) @Min(1) @Max(512) @Schema(
				description = "Maximum word pieces of an answer",
				defaultValue = "30") @Nullable Integer maxAnswerLength,
		@JsonAlias({ "max_sequence_length", "max_seq_len", "maxSeqLen" }) @Min(1) @Schema(
				description = "Word pieces of a window, including special tokens, at most the model's maximum; by"
						+ " default as in training") @Nullable Integer maxSequenceLength,
		@JsonAlias({ "max_question_length", "max_question_len", "maxQuestionLen" }) @Min(1) @Schema(
				description = "Maximum word pieces of a question; longer ones are cut; by default as in training") @Nullable Integer maxQuestionLength,
		@JsonAlias("doc_stride") @Min(1) @Schema(
				description = "Distance between the starts of consecutive windows in word pieces (BERT's meaning,"
						+ " not the overlap); by default as in training, as far as the window allows") @Nullable Integer docStride,
		@JsonAlias("handle_impossible_answer") @Schema(description = "Whether \"\" may be an answer",
				defaultValue = "true") @Nullable Boolean handleImpossibleAnswer,
		@JsonAlias("align_to_words") @Schema(
				description = "Whether answers that begin or end within a word are extended to whole words",
				defaultValue = "false") @Nullable Boolean alignToWords,
		@Schema(description = "Dataset of the task, or name of the head, that answers; by default the model's first"
				+ " task with a span head") @Nullable String task){

	/** Default number of candidates. */
	public static final int TOP_K = 5;

	/** All defaults. */
	public static final QuestionOptions DEFAULT = new QuestionOptions(null, null, null, null, null, null, null, null,
			null);

	/** Options for the model's first task with a span head. */
	public QuestionOptions(@Nullable String model, @Nullable Double nullThreshold, @Nullable Integer topK,
			@Nullable Integer maxAnswerLength, @Nullable Integer maxSequenceLength, @Nullable Integer maxQuestionLength,
			@Nullable Integer docStride, @Nullable Boolean handleImpossibleAnswer, @Nullable Boolean alignToWords) {
		this(model, nullThreshold, topK, maxAnswerLength, maxSequenceLength, maxQuestionLength, docStride,
				handleImpossibleAnswer, alignToWords, null);
	}

	/** The same options for another model. */
	public QuestionOptions of(@Nullable String otherModel) {
		return new QuestionOptions(otherModel, this.nullThreshold, this.topK, this.maxAnswerLength,
				this.maxSequenceLength, this.maxQuestionLength, this.docStride, this.handleImpossibleAnswer,
				this.alignToWords, this.task);
	}

	/** The same options for another task or head. */
	public QuestionOptions with(@Nullable String otherTask) {
		return new QuestionOptions(this.model, this.nullThreshold, this.topK, this.maxAnswerLength,
				this.maxSequenceLength, this.maxQuestionLength, this.docStride, this.handleImpossibleAnswer,
				this.alignToWords, otherTask);
	}

	/** The faults of all values that are out of range. */
	public List<Fault> faults() {
		List<Fault> faults = new ArrayList<>();
		for (RecordComponent component : QuestionOptions.class.getRecordComponents()) {
			Object value = value(component);
			if (value instanceof Double number && !Double.isFinite(number)) {
				faults.add(new Fault(component.getName(), component.getName() + " must be a finite number"));
			}
			if (value instanceof Integer number) {
				add(component, number, faults);
			}
		}
		return faults;
	}

	private static void add(RecordComponent component, int value, List<Fault> faults) {
		Min min = component.getAccessor().getAnnotation(Min.class);
		Max max = component.getAccessor().getAnnotation(Max.class);
		if ((min != null && value < min.value()) || (max != null && value > max.value())) {
			faults.add(new Fault(component.getName(),
					(max != null)
							? "%s must be between %d and %d".formatted(component.getName(), min.value(), max.value())
							: "%s must be at least %d".formatted(component.getName(), min.value())));
		}
	}

	private @Nullable Object value(RecordComponent component) {
		try {
			return component.getAccessor().invoke(this);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
