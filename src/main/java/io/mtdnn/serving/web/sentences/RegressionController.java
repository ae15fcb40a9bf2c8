package io.mtdnn.serving.web.sentences;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
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

/** Predicts numbers for sentences and pairs, such as the similarity of two sentences. */
@RestController
@Order(4)
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping(produces = "application/json")
@Tag(name = "Answers")
class RegressionController implements HeadTensors {

	private static final String PAIR = """
			{"text": "A plane is taking off.", "textPair": "An air plane is taking off."}""";

	private final SentenceScoring scoring;

	private final RequestLimits limits;

	RegressionController(SentenceScoring scoring, RequestLimits limits) {
		this.scoring = scoring;
		this.limits = limits;
	}

	@PostMapping(path = "/regression", consumes = "application/json")
	@Operation(operationId = "regress", summary = "Predict a number for a sentence or a pair of sentences",
			description = "The number is in the unit of the data that the model was trained on, such as a"
					+ " similarity from 0 to 5 for STS-B; it may lie slightly outside the data's range. `task` is required only if a model has several regressions.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject(value = PAIR))))
	@ApiResponse(responseCode = "200", description = "The number")
	@QuestionProblems
	Regression regress(@RequestBody RegressionRequest request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		Scored scored = this.scoring.score(head(), request.text(), request.textPair(), request.task(), request.model(),
				ScoreFunction.NONE, this.limits.single(timeout, ClientConnection.gone(servletRequest)));
		return new Regression(scored.options().get(0).score(), scored.task(), scored.model().id(),
				scored.model().name(), scored.droppedPieces() > 0, scored.droppedPieces(), scored.timings());
	}

	@Override
	public HeadKind head() {
		return HeadKind.REGRESSION;
	}

	@Override
	public List<Tensor> inputs() {
		return SentenceInputs.TENSORS;
	}

	@Override
	public List<Tensor> outputs() {
		return List.of(Tensor.numbers("value"));
	}

	@Override
	public boolean reads(Set<String> inputs) {
		return SentenceInputs.are(inputs);
	}

	@Override
	public List<Output> infer(RegisteredModel model, Request request, Deadline deadline) {
		return List.of(outputs().get(0)
			.of(SentenceInputs.of(request, this.limits)
				.score(this.scoring, head(), request.task(), model, ScoreFunction.NONE, deadline),
					Scored.ScoredText::score));
	}

	/** A sentence or a pair of sentences. */
	@Schema(requiredProperties = "text")
	record RegressionRequest(
			@Schema(description = "The sentence, or the first of a pair",
					example = "A plane is taking off.") @Nullable String text,
			@JsonAlias("text_pair") @Schema(description = "The second of a pair",
					example = "An air plane is taking off.") @Nullable String textPair,
			@Schema(description = "A dataset of the head, or its name; required if the model has several such heads") @Nullable String task,
			@Schema(description = "Alias, id or name; by default the model of the alias `default`") @Nullable String model) {

	}

	/** A predicted number. */
	record Regression(@Schema(description = "The number, in the unit of the training data") double value,
			@Schema(description = "The dataset of the head") String task,
			@Schema(description = "Id of the model") String model,
			@Schema(description = "Name of the model") String modelName,
			@Schema(description = "Whether a text was cut") boolean truncated,
			@Schema(description = "Word pieces that were cut off") int droppedPieces,
			@Schema(description = "Time spent in each phase") Timings timings) {

	}

}
