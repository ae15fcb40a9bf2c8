package io.mtdnn.serving.web;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.answers.QuestionAnswering;
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

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers single questions. */
@RestController
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping(path = "/qa", produces = "application/json")
@Tag(name = "Answers", description = "Questions, classifications and multiple choice, answered by trained models")
class QaController {

	private static final String PLAIN = """
			{"question": "Who built the lighthouse?",
			 "context": "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist.", "topK": 3}""";

	private static final String HOSTED = """
			{"inputs": {"question": "When was it built?",
			 "context": "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist."}}""";

	private static final String UNANSWERABLE = """
			{"question": "How tall is the lighthouse?", "nullThreshold": 0,
			 "context": "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist."}""";

	private static final String DOCUMENTS = """
			{"question": "Who built the lighthouse?", "topK": 2, "documents": [
			 {"id": "harbour", "text": "The harbour of Skarvika freezes in most winters."},
			 {"id": "history", "text": "The lighthouse was built in 1874 by the engineer Marta Lindqvist."}]}""";

	private final QuestionAnswering answering;

	private final QuestionReader reader;

	private final RequestLimits limits;

	QaController(QuestionAnswering answering, QuestionReader reader, RequestLimits limits) {
		this.answering = answering;
		this.reader = reader;
		this.limits = limits;
	}

	@PostMapping(consumes = "application/json")
	@Operation(summary = "Answer a question from a context",
			description = "The answer is a slice of the context, or \"\" if the model finds none, that is, if and only if `nullOdds` exceed the threshold. `start` and `end` count Unicode code points, as Python does; in Java and JavaScript, which count UTF-16 units, convert them if a context has characters beyond the basic multilingual plane. The names of transformers' question-answering pipeline (`top_k`, `doc_stride`, ...) and the shape of the hosted Hugging Face API (`inputs`) are accepted too. `docStride` is the step between windows, not their overlap. With `contexts` or `documents` the question is asked of several texts at once: candidates of all texts are ranked by their logits, there is one decision for \"\", and `documentIndex` and `documentId` name the text that an answer is from.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(schema = @Schema(implementation = QaRequest.class),
							examples = { @ExampleObject(name = "question", value = PLAIN),
									@ExampleObject(name = "several documents", value = DOCUMENTS),
									@ExampleObject(name = "hosted Hugging Face API", value = HOSTED),
									@ExampleObject(name = "unanswerable", value = UNANSWERABLE) })))
	@ApiResponse(responseCode = "200",
			description = "The answer; a list of answers for `inputs` with a `top_k` above 1, like the hosted Hugging Face API",
			content = @Content(mediaType = "application/json",
					schema = @Schema(oneOf = { AnswerView.class, HostedAnswer[].class })))
	@QuestionProblems
	Object answer(@RequestBody JsonNode body,
			@RequestHeader(name = TimeoutHeader.NAME,
					required = false) @Parameter(example = "5s") @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest) {
		QuestionReader.Asked asked = this.reader.question(body);
		Answer answer = this.answering.answer(asked.question(),
				this.limits.single(timeout, ClientConnection.gone(servletRequest)));
		return asked.wantsList() ? HostedAnswer.of(answer) : AnswerView.of(answer);
	}

}
