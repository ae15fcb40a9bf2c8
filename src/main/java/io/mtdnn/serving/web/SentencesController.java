package io.mtdnn.serving.web;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.ScoreFunction;
import io.mtdnn.serving.Scored;
import io.mtdnn.serving.Timings;
import io.mtdnn.serving.answers.SentenceScoring;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.limits.TimeoutHeader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The heads that were trained beside question answering. */
@RestController
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping(produces = "application/json")
@Tag(name = "Answers")
class SentencesController {

	private static final String SENTENCE = """
			{"task": "sample-cola", "text": "The keeper have lit the lamps."}""";

	private static final String HUGGING_FACE = """
			{"inputs": "The keeper have lit the lamps."}""";

	private static final String CHOICE = """
			{"context": "The keeper climbs the stairs of the lighthouse.", "prompt": "At the top he",
			 "choices": ["lights the lamp.", "swims to the shore.", "reads the menu.", "drives away."]}""";

	private final SentenceScoring scoring;

	private final RequestLimits limits;

	SentencesController(SentenceScoring scoring, RequestLimits limits) {
		this.scoring = scoring;
		this.limits = limits;
	}

	@PostMapping(path = "/classification", consumes = "application/json")
	@Operation(operationId = "classify", summary = "Classify a sentence or a pair of sentences",
			description = "All labels of the task with their probabilities. The labels are those of the data that the model was trained on. `task` is needed only where a model has several classifications. For `inputs`, the shape of the hosted Hugging Face API, the response is in its shape too.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = { @ExampleObject(name = "sentence", value = SENTENCE),
							@ExampleObject(name = "hosted Hugging Face API", value = HUGGING_FACE) })))
	@ApiResponse(responseCode = "200",
			description = "The labels, most probable first; for `inputs` a list with one list of labels, as the hosted Hugging Face API gives it",
			content = @Content(mediaType = "application/json",
					schema = @Schema(oneOf = { Classification.class, Label[][].class })))
	@QuestionProblems
	Object classify(@RequestBody ClassificationRequest request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		int most = request.most();
		Scored scored = this.scoring.classify(request.first(), request.second(), request.task(), request.model(),
				request.function(), this.limits.single(timeout, ClientConnection.gone(servletRequest)));
		List<Label> labels = scored.options()
			.stream()
			.limit(most)
			.map((one) -> new Label(one.text(), one.score()))
			.toList();
		return (request.inputs() != null) ? List.of(labels)
				: new Classification(labels.get(0).label(), labels.get(0).score(), labels, scored.task(),
						scored.model().id(), scored.model().name(), scored.droppedPieces() > 0, scored.droppedPieces(),
						scored.timings());
	}

	@PostMapping(path = "/multiple-choice", consumes = "application/json")
	@Operation(operationId = "choose", summary = "Choose the best continuation",
			description = "As in SWAG: the context, and choices that may share a beginning (`prompt`).",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject(value = CHOICE))))
	@ApiResponse(responseCode = "200", description = "The choices, most probable first")
	@QuestionProblems
	Choice choose(@RequestBody ChoiceRequest request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		Scored scored = this.scoring.choose(request.context(), request.prompt(), request.choices(), request.task(),
				request.model(), this.limits.single(timeout, ClientConnection.gone(servletRequest)));
		Scored.ScoredText best = scored.options().get(0);
		return new Choice(best.index(), best.text(), best.score(), scored.options(), scored.task(), scored.model().id(),
				scored.model().name(), scored.droppedPieces() > 0, scored.droppedPieces(), scored.timings());
	}

	/**
	 * What is to be classified.
	 *
	 * @param text the sentence, or the first of a pair
	 * @param textPair the second of a pair
	 * @param task the task's name
	 * @param model alias, id or name; default the one that the alias {@code default}
	 * points to
	 * @param inputs the same in the shape of the hosted Hugging Face API: a text, or an
	 * object with text and text_pair
	 * @param parameters how many labels and which scores, in the same shape
	 * @param options accepted for the same clients and ignored
	 */
	record ClassificationRequest(@Schema(example = "The keeper have lit the lamps.") String text,
			@JsonAlias("text_pair") String textPair, @Schema(example = "sample-cola") String task, String model,
			@Schema(description = "Instead of text and textPair, in the shape of the hosted Hugging Face API: a text, or an object with `text` and `text_pair`",
					types = {
							"string", "object" }) Object inputs,
			@Schema(description = "In the shape of the hosted Hugging Face API: which labels and scores") Parameters parameters,
			@Schema(hidden = true) Map<String, Object> options){

		ScoreFunction function() {
			return (this.parameters != null && this.parameters.functionToApply() != null)
					? this.parameters.functionToApply() : ScoreFunction.SOFTMAX;
		}

		int most() {
			Integer most = (this.parameters != null) ? this.parameters.topK() : null;
			if (most != null && most < 1) {
				throw new InvalidQuestionException("parameters.topK", "topK must be at least 1");
			}
			return (most != null) ? most : Integer.MAX_VALUE;
		}

		String first() {
			if (this.inputs == null) {
				return this.text;
			}
			if (this.text != null) {
				throw new InvalidQuestionException("inputs", "give the text either in 'inputs' or in 'text', not both");
			}
			return (this.inputs instanceof Map<?, ?> map) ? string(map.get("text")) : string(this.inputs);
		}

		String second() {
			return (this.inputs instanceof Map<?, ?> map && map.get("text_pair") != null) ? string(map.get("text_pair"))
					: this.textPair;
		}

		private static String string(Object value) {
			if (value instanceof String text) {
				return text;
			}
			throw new InvalidQuestionException("inputs",
					"inputs must be a text or an object with 'text' and 'text_pair'");
		}

	}

	/**
	 * Which labels and scores a classification returns.
	 *
	 * @param functionToApply what is made of the logits
	 * @param topK most labels
	 */
	@Schema(name = "ClassificationParameters")
	record Parameters(
			@JsonAlias("function_to_apply") @Schema(description = "What is made of the logits",
					defaultValue = "softmax") ScoreFunction functionToApply,
			@JsonAlias( {
					"top_k", "topk" }) @Schema(description = "Most labels, the best ones; default all",
							minimum = "1") Integer topK){

	}

	/**
	 * What is to be chosen from.
	 *
	 * @param context what comes before
	 * @param prompt the beginning that all choices share
	 * @param choices 2 to 100
	 * @param task the task's name
	 * @param model alias, id or name; default the one that the alias {@code default}
	 * points to
	 */
	@Schema(requiredProperties = { "context", "choices" })
	record ChoiceRequest(String context, String prompt,
			@ArraySchema(schema = @Schema(type = "string"), minItems = 2, maxItems = 100) List<String> choices,
			String task, String model) {

	}

	/** A label with its probability. */
	record Label(String label, double score) {

	}

	/**
	 * A classification.
	 *
	 * @param label the most probable label
	 * @param score its probability
	 * @param labels all of them, most probable first
	 * @param truncated whether a text was cut
	 * @param droppedPieces word pieces that were cut off
	 */
	record Classification(String label, double score, List<Label> labels, String task, String model, String modelName,
			boolean truncated, int droppedPieces, Timings timings) {

	}

	/**
	 * A choice.
	 *
	 * @param index the most probable choice, from 0
	 * @param text its text
	 * @param score its probability
	 * @param choices all of them, most probable first
	 * @param truncated whether a text was cut
	 * @param droppedPieces most word pieces that were cut off the context and one choice
	 */
	record Choice(int index, String text, double score, List<Scored.ScoredText> choices, String task, String model,
			String modelName, boolean truncated, int droppedPieces, Timings timings) {

	}

}
