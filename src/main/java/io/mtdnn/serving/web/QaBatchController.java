package io.mtdnn.serving.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.Document;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.answers.QuestionPipeline;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import io.mtdnn.serving.answers.QuestionPipeline.Source;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.limits.TimeoutHeader;
import io.mtdnn.web.BodyRefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers many questions in one request. */
@RestController
@ConditionalOnRole(NodeRole.SERVING)
@RequestMapping("/qa/batch")
@Tag(name = "Answers")
class QaBatchController {

	private static final Logger log = LoggerFactory.getLogger(QaBatchController.class);

	private static final String ONE_CONTEXT = """
			{"context": "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist.",
			 "questions": ["Who built the lighthouse?", "When was it built?"], "topK": 1}""";

	private static final String PAIRS = """
			{"items": [
			 {"id": "a", "question": "Who built it?", "context": "Marta Lindqvist built the lighthouse."},
			 {"id": "b", "question": "", "context": "This one fails, the other is answered."}]}""";

	private static final String LINES = """
			{"id": 1, "question": "Who built it?", "context": "Marta Lindqvist built the lighthouse."}
			{"id": 2, "question": "When?", "context": "It was built in 1874."}
			""";

	private final QuestionPipeline pipeline;

	private final QuestionReader reader;

	private final RequestLimits limits;

	private final JsonMapper mapper;

	QaBatchController(QuestionPipeline pipeline, QuestionReader reader, RequestLimits limits, JsonMapper mapper) {
		this.pipeline = pipeline;
		this.reader = reader;
		this.limits = limits;
		this.mapper = mapper;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "answerBatch", summary = "Answer many questions",
			description = "The same texts with many questions, or many pairs. Each item has its own answer or"
					+ " `error`. If the body is `application/x-ndjson` with one question per line, the answers are streamed line by line in the same order, for any number of questions; the schemas are those of a line, which may have at most mtdnn.serving.max-line (4 MB).")
	@ApiResponse(responseCode = "200", description = "A result per question, in the same order")
	@ApiResponse(responseCode = "400", description = "The request as a whole is malformed")
	@ApiResponse(responseCode = "413", description = "Too many items in one request")
	void answer(@RequestBody JsonNode body,
			@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest servletRequest,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		QaBatchRequest request = this.reader.batch(body);
		Stream<Item<QuestionReader.Tag>> items = request.many().isPairs() ? pairs(request) : questions(request);
		Deadline deadline = this.limits.many(timeout, ClientConnection.gone(servletRequest));
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		ResultsWriter results = new ResultsWriter(this.mapper, response.getOutputStream());
		try {
			this.pipeline.run(RequestKind.BATCH, Source.of(items.iterator()), deadline,
					(result) -> results.add(ItemView.of(result)));
			results.end();
		}
		catch (CallerGoneException | JacksonIOException ex) {
			if (!response.isCommitted()) {
				throw ex;
			}
			log.debug("The client of a batch has disconnected", ex);
		}
	}

	private Stream<Item<QuestionReader.Tag>> pairs(QaBatchRequest request) {
		List<JsonNode> items = Objects.requireNonNull(request.many().items());
		this.limits.batch("items", items.size());
		return IntStream.range(0, items.size())
			.mapToObj((i) -> this.reader.item(i, items.get(i), request.texts().texts(), request.options()));
	}

	private Stream<Item<QuestionReader.Tag>> questions(QaBatchRequest request) {
		List<String> questions = Objects.requireNonNull(request.many().questions());
		this.limits.batch("questions", questions.size());
		List<Document> texts = request.texts().texts().texts();
		return IntStream.range(0, questions.size())
			.mapToObj((i) -> new Item<>(new QuestionReader.Tag(i, null),
					new Question(QaTexts.given(questions.get(i)), texts, request.options()), null));
	}

	@PostMapping(consumes = MediaType.APPLICATION_NDJSON_VALUE, produces = MediaType.APPLICATION_NDJSON_VALUE)
	@Operation(operationId = "answerBatch", summary = "Answer many questions",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
					// springdoc makes one operation of both handlers and keeps body and
					// answers of this one
					@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = QaBatchRequest.class),
							examples = { @ExampleObject(name = "one context", value = ONE_CONTEXT),
									@ExampleObject(name = "pairs", value = PAIRS) }),
					@Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE,
							schema = @Schema(implementation = QaItemSchema.class),
							examples = @ExampleObject(name = "lines", value = LINES)) }))
	@ApiResponse(responseCode = "200",
			description = "A line per question, in their order; the schema is that of a line",
			content = {
					@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = Results.class)),
					@Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE,
							schema = @Schema(implementation = ItemView.class)) })
	void stream(@RequestHeader(name = TimeoutHeader.NAME, required = false) @Nullable String timeout,
			@Parameter(hidden = true) HttpServletRequest request,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		Deadline deadline = this.limits.stream(timeout);
		response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
		OutputStream output = response.getOutputStream();
		LineSource source = new LineSource(request.getInputStream(), this.reader, this.limits.lineBytes());
		try {
			this.pipeline.run(RequestKind.STREAM, source, deadline, (result) -> write(output, ItemView.of(result)));
		}
		catch (UncheckedIOException ex) {
			if (ex.getCause() instanceof BodyRefusedException refused && !response.isCommitted()) {
				throw refused;
			}
			log.debug("The client of a stream has disconnected", ex);
		}
	}

	private void write(OutputStream output, ItemView result) {
		try {
			output.write(this.mapper.writeValueAsBytes(result));
			output.write('\n');
			output.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Results of many questions, as {@link ResultsWriter} writes them.
	 *
	 * @param items one per question, in their order
	 * @param answered how many have an answer
	 * @param failed how many have an error
	 */
	record Results(List<ItemView> items, int answered, int failed) {

	}

}
