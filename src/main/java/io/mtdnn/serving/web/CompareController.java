package io.mtdnn.serving.web;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.answers.ModelComparison;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.limits.TimeoutHeader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Asks several models the same question. */
@RestController
@ConditionalOnRole(NodeRole.SERVING)
@Tag(name = "Answers")
class CompareController {

	private static final String EXAMPLE = """
			{"models": ["default", "sample: questions, choices and sentences"], "question": "Who built the lighthouse?",
			 "context": "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist."}""";

	private final ModelComparison comparison;

	private final QuestionReader reader;

	private final RequestLimits limits;

	CompareController(ModelComparison comparison, QuestionReader reader, RequestLimits limits) {
		this.comparison = comparison;
		this.reader = reader;
		this.limits = limits;
	}

	@PostMapping(path = "/qa/compare", consumes = "application/json", produces = "application/json")
	@Operation(operationId = "compareModels", summary = "Ask two models the same question and see both answers",
			description = "The fields of POST /qa, with `models` (two to five aliases, ids or names) instead of `model`.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(schema = @Schema(implementation = CompareRequestSchema.class),
							examples = @ExampleObject(value = EXAMPLE))))
	@ApiResponse(responseCode = "200", description = "The answers in the models' order")
	@QuestionProblems
	Comparison compare(@RequestBody JsonNode request,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		List<@Nullable String> models = models((request instanceof ObjectNode object) ? object.remove("models") : null);
		List<Answer> answers = this.comparison.ask(models, this.reader.question(request).question(),
				this.limits.single(timeout, ClientConnection.gone(servletRequest)));
		boolean agree = answers.stream().allMatch((answer) -> answer.chosen().sameSlice(answers.get(0).chosen()));
		return new Comparison(agree, answers.stream().map(AnswerView::of).toList());
	}

	private static List<@Nullable String> models(@Nullable JsonNode json) {
		if (json == null || !json.isArray()) {
			throw new InvalidQuestionException("models", "models must be a list of aliases, ids or names");
		}
		List<@Nullable String> models = new ArrayList<>();
		for (JsonNode model : json) {
			models.add(model.isString() ? model.stringValue() : null);
		}
		return models;
	}

	/**
	 * The models' answers.
	 *
	 * @param agree whether all return the same slice of the context
	 * @param answers the answers in the order of the models
	 */
	record Comparison(boolean agree, List<AnswerView> answers) {

	}

}
