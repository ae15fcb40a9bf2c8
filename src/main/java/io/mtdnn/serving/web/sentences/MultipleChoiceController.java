package io.mtdnn.serving.web.sentences;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
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
import io.swagger.v3.oas.annotations.media.ArraySchema;
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

/** Multiple choice: selects the text that best continues another. */
@RestController
@Order(3)
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping(produces = "application/json")
@Tag(name = "Answers")
class MultipleChoiceController implements HeadTensors {

	private static final String CHOICE = """
			{"context": "The keeper climbs the stairs of the lighthouse.", "prompt": "At the top he",
			 "choices": ["lights the lamp.", "swims to the shore.", "reads the menu.", "drives away."]}""";

	private final SentenceScoring scoring;

	private final RequestLimits limits;

	MultipleChoiceController(SentenceScoring scoring, RequestLimits limits) {
		this.scoring = scoring;
		this.limits = limits;
	}

	@PostMapping(path = "/multiple-choice", consumes = "application/json")
	@Operation(operationId = "choose", summary = "Choose the best continuation",
			description = "As in SWAG: the context, and choices that may share a beginning (`prompt`).",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject(value = CHOICE))))
	@ApiResponse(responseCode = "200", description = "The choices, most probable first")
	@QuestionProblems
	Choice choose(@RequestBody ChoiceRequest request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		Scored scored = this.scoring.choose(request.context(), request.prompt(), request.choices(), request.task(),
				request.model(), this.limits.single(timeout, ClientConnection.gone(servletRequest)));
		Scored.ScoredText best = scored.options().get(0);
		return new Choice(best.index(), best.text(), best.score(), scored.options(), scored.task(), scored.model().id(),
				scored.model().name(), scored.droppedPieces() > 0, scored.droppedPieces(), scored.timings());
	}

	@Override
	public HeadKind head() {
		return HeadKind.MULTIPLE_CHOICE;
	}

	@Override
	public List<Tensor> inputs() {
		return List.of(Tensor.texts("context"), Tensor.texts("choices"));
	}

	@Override
	public List<Tensor> outputs() {
		return List.of(Tensor.numbers("choice_scores"));
	}

	@Override
	public List<Output> infer(RegisteredModel model, Request request, Deadline deadline) {
		List<String> contexts = request.texts("context", this.limits);
		if (contexts.size() != 1) {
			throw new InvalidQuestionException("context",
					"choices are for one context, not %d".formatted(contexts.size()));
		}
		List<Scored.ScoredText> options = new ArrayList<>(this.scoring
			.choose(contexts.get(0), null, request.texts("choices", this.limits), request.task(), model.id(), deadline)
			.options());
		options.sort(Comparator.comparingInt(Scored.ScoredText::index));
		return List.of(outputs().get(0).of(options, Scored.ScoredText::score));
	}

	/**
	 * The choices and their context.
	 *
	 * @param context the text before the choices
	 * @param prompt the beginning that all choices share
	 * @param choices 2 to 100 texts
	 * @param task name of the task or head; required if the model has several heads of
	 * the kind
	 * @param model alias, id or name of the model; by default the one that the alias
	 * {@code default} points to
	 */
	@Schema(requiredProperties = { "context", "choices" })
	record ChoiceRequest(
			@Nullable String context, @Nullable String prompt, @ArraySchema(schema = @Schema(type = "string"),
					minItems = 2, maxItems = 100) @Nullable List<String> choices,
			@Nullable String task, @Nullable String model) {

	}

	/**
	 * A choice.
	 *
	 * @param index position of the most probable choice, from 0
	 * @param text its text
	 * @param score its probability
	 * @param choices the choices, the most probable first
	 * @param truncated whether a text was cut
	 * @param droppedPieces maximum number of word pieces that were cut off the context
	 * and a choice
	 */
	record Choice(int index, String text, double score, List<Scored.ScoredText> choices, String task, String model,
			String modelName, boolean truncated, int droppedPieces, Timings timings) {

	}

}
