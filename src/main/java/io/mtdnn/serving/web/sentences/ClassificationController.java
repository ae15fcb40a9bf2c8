package io.mtdnn.serving.web.sentences;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.ScoreFunction;
import io.mtdnn.serving.Scored;
import io.mtdnn.serving.Timings;
import io.mtdnn.serving.answers.SentenceScoring;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.limits.TimeoutHeader;
import io.mtdnn.serving.web.ClientConnection;
import io.mtdnn.serving.web.QuestionProblems;
import io.mtdnn.serving.web.tensors.HeadTensors;
import io.mtdnn.serving.web.tensors.Tensor;
import io.mtdnn.serving.web.tensors.Tensors.Output;
import io.mtdnn.serving.web.tensors.Tensors.Request;
import io.mtdnn.task.HeadKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Classification of sentences and pairs. */
@RestController
@Order(2)
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping(produces = "application/json")
@Tag(name = "Answers")
class ClassificationController implements HeadTensors {

	private static final String SENTENCE = """
			{"task": "sample-cola", "text": "The keeper have lit the lamps."}""";

	private static final String HUGGING_FACE = """
			{"inputs": "The keeper have lit the lamps."}""";

	private final SentenceScoring scoring;

	private final RequestLimits limits;

	ClassificationController(SentenceScoring scoring, RequestLimits limits) {
		this.scoring = scoring;
		this.limits = limits;
	}

	@PostMapping(path = "/classification", consumes = "application/json")
	@Operation(operationId = "classify", summary = "Classify a sentence or a pair of sentences",
			description = "All labels of the task with their probabilities. The labels are those of the data that"
					+ " the model was trained on. `task` is required only if a model has several classifications. For a request in the shape of the hosted Hugging Face API (`inputs`), the response has the API's shape too.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = { @ExampleObject(name = "sentence", value = SENTENCE),
							@ExampleObject(name = "hosted Hugging Face API", value = HUGGING_FACE) })))
	@ApiResponse(responseCode = "200",
			description = "The labels, most probable first; for `inputs` a list with one list of labels, like the"
					+ " hosted Hugging Face API",
			content = @Content(mediaType = "application/json",
					schema = @Schema(oneOf = { Classification.class, Label[][].class })))
	@QuestionProblems
	Object classify(@RequestBody ClassificationRequest request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		int most = request.most();
		Scored scored = this.scoring.score(HeadKind.CLASSIFICATION, request.first(), request.second(), request.task(),
				request.model(), request.function(),
				this.limits.single(timeout, ClientConnection.gone(servletRequest)));
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

	@Override
	public HeadKind head() {
		return HeadKind.CLASSIFICATION;
	}

	@Override
	public List<Tensor> inputs() {
		return SentenceInputs.TENSORS;
	}

	@Override
	public List<Tensor> outputs() {
		return List.of(Tensor.texts("label"), Tensor.numbers("label_score"));
	}

	@Override
	public boolean reads(Set<String> inputs) {
		return SentenceInputs.are(inputs);
	}

	@Override
	public List<Output> infer(RegisteredModel model, Request request, Deadline deadline) {
		List<Scored.ScoredText> best = SentenceInputs.of(request, this.limits)
			.score(this.scoring, head(), request.task(), model, ScoreFunction.SOFTMAX, deadline);
		return List.of(outputs().get(0).of(best, Scored.ScoredText::text),
				outputs().get(1).of(best, Scored.ScoredText::score));
	}

	/**
	 * The text or pair to classify.
	 *
	 * @param text the sentence, or the first of a pair
	 * @param textPair the second of a pair
	 * @param task name of the task or head; required if the model has several heads of
	 * the kind
	 * @param model alias, id or name of the model; by default the one that the alias
	 * {@code default} points to
	 * @param inputs the texts in the shape of the hosted Hugging Face API: a text, or an
	 * object with text and text_pair
	 * @param parameters options in the shape of the hosted Hugging Face API
	 * @param options accepted for compatibility and ignored
	 */
	record ClassificationRequest(@Schema(example = "The keeper have lit the lamps.") @Nullable String text,
			@JsonAlias("text_pair") @Nullable String textPair, @Schema(example = "sample-cola") @Nullable String task,
			@Nullable String model,
			@Schema(description = "Instead of text and textPair, in the shape of the hosted Hugging Face API: a"
					+ " text, or an object with `text` and `text_pair`",
					types = {
							"string", "object" }) @Nullable Object inputs,
			@Schema(description = "Options in the shape of the hosted Hugging Face API") @Nullable Parameters parameters,
			@Schema(hidden = true) @Nullable Map<String, Object> options){

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

		@Nullable String first() {
			if (this.inputs == null) {
				return this.text;
			}
			if (this.text != null) {
				throw new InvalidQuestionException("inputs", "give the text either in 'inputs' or in 'text', not both");
			}
			return (this.inputs instanceof Map<?, ?> map) ? string(map.get("text")) : string(this.inputs);
		}

		@Nullable String second() {
			return (this.inputs instanceof Map<?, ?> map && map.get("text_pair") != null) ? string(map.get("text_pair"))
					: this.textPair;
		}

		private static String string(@Nullable Object value) {
			if (value instanceof String text) {
				return text;
			}
			throw new InvalidQuestionException("inputs",
					"inputs must be a text or an object with 'text' and 'text_pair'");
		}

	}

	/**
	 * Options for the labels and scores that a classification returns.
	 *
	 * @param functionToApply function applied to the logits
	 * @param topK maximum number of labels
	 */
	@Schema(name = "ClassificationParameters")
	record Parameters(
			@JsonAlias("function_to_apply") @Schema(description = "Function applied to the logits",
					defaultValue = "softmax") @Nullable ScoreFunction functionToApply,
			@JsonAlias( {
					"top_k", "topk" }) @Schema(description = "Maximum number of labels, best first; by default all",
							minimum = "1") @Nullable Integer topK){

	}

	/** A label with its score. */
	record Label(String label, double score) {

	}

	/**
	 * A classification.
	 *
	 * @param label the most probable label
	 * @param score its score
	 * @param labels the labels, the one with the highest score first
	 * @param truncated whether a text was cut
	 * @param droppedPieces number of word pieces that were cut off
	 */
	record Classification(String label, double score, List<Label> labels, String task, String model, String modelName,
			boolean truncated, int droppedPieces, Timings timings) {

	}

}
