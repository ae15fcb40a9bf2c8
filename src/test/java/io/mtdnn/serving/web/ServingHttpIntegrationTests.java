package io.mtdnn.serving.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.Patience;
import io.mtdnn.serving.ServingTestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Serving over HTTP with fake models. */
@SpringBootTest(classes = ServingTestServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "mtdnn.serving.max-context-characters=5000", "mtdnn.serving.max-line=8KB",
				"mtdnn.serving.batching.queue-capacity=8", "mtdnn.serving.batching.max-wait=4m",
				"mtdnn.serving.request-timeout=4m" })
class ServingHttpIntegrationTests {

	private static final String CONTEXT = "The lighthouse \uD83D\uDE00 was built by ANSWER in 1874";

	@Autowired
	private ServingTestServer.Models models;

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	private final HttpClient client = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	@BeforeEach
	void prepare() {
		this.models.clear();
		this.models.add("job-1", "model");
	}

	@Test
	void aResponseContainsAllDocumentedFields() {
		Reply reply = post("/qa", """
				{"question": "Who?", "context": "%s", "topK": 3}""".formatted(CONTEXT));

		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("/answer")).isEqualTo("ANSWER");
		assertThat(reply.number("/start")).isEqualTo(30);
		assertThat(reply.number("/end")).isEqualTo(36);
		assertThat(reply.number("/score")).isBetween(0.0, 1.0);
		assertThat(reply.number("/nullOdds")).isNegative();
		assertThat(reply.number("/threshold")).isZero();
		assertThat(reply.text("/model")).isEqualTo("job-1");
		assertThat(reply.text("/modelName")).isEqualTo("model");
		assertThat(reply.at("/candidates")).hasSize(3);
		assertThat(reply.text("/candidates/0/answer")).isEqualTo("ANSWER");
		assertThat(reply.number("/timings/totalMs")).isPositive();
	}

	@Test
	void requestsInTransformersFormatAreAccepted() {
		String plain = post("/qa",
				"""
						{"question": "Who?", "context": "%s", "topK": 2, "maxAnswerLength": 3, "maxSequenceLength": 32, "docStride": 8}"""
					.formatted(CONTEXT))
			.withoutTimings();
		String snake = post("/qa",
				"""
						{"question": "Who?", "context": "%s", "top_k": 2, "max_answer_len": 3, "max_seq_len": 32, "doc_stride": 8}"""
					.formatted(CONTEXT))
			.withoutTimings();
		String hosted = post("/qa", """
				{"inputs": {"question": "Who?", "context": "%s"},
				 "parameters": {"top_k": 2, "max_answer_len": 3, "max_seq_len": 32, "doc_stride": 8},
				 "options": {"wait_for_model": true}}""".formatted(CONTEXT)).body().toString();

		assertThat(plain).contains("ANSWER");
		assertThat(snake).isEqualTo(plain);
		JsonNode answers = this.json.readTree(hosted);
		JsonNode candidates = this.json.readTree(plain).get("candidates");
		assertThat(answers).hasSize(2).isEqualTo(candidates);
	}

	/** What {@code huggingface_hub.InferenceClient} sends and reads. */
	@Test
	void theHostedFormatHasTheHostedResponse() {
		String inputs = "\"inputs\": {\"question\": \"Who?\", \"context\": \"%s\"}".formatted(CONTEXT);
		Reply single = post("/qa", "{%s, \"parameters\": {}}".formatted(inputs));
		assertThat(single.text("/answer")).isEqualTo("ANSWER");
		assertThat(post("/qa", "{%s, \"parameters\": {\"top_k\": 1}}".formatted(inputs)).text("/answer"))
			.isEqualTo("ANSWER");
		Reply three = post("/qa", "{%s, \"parameters\": {\"top_k\": 3, \"align_to_words\": true}}".formatted(inputs));
		assertThat(three.body().isArray()).isTrue();
		assertThat(three.body()).hasSize(3)
			.allSatisfy(
					(answer) -> assertThat(answer.propertyNames()).containsExactly("answer", "score", "start", "end"));
		Reply empty = post("/qa", "{%s, \"parameters\": {\"top_k\": 3}, \"nullThreshold\": -1000}".formatted(inputs));
		assertThat(empty.text("/0/answer")).isEmpty();
		assertThat(empty.body()).hasSize(3);
		assertProblem(post("/qa", "{%s, \"parameters\": {\"padding\": \"longest\"}}".formatted(inputs)), 400,
				"parameters.padding");

		Reply labels = post("/classification", "{\"inputs\": \"a b\", \"parameters\": {}, \"task\": \"mnli\"}");
		assertThat(labels.at("/0")).hasSize(3)
			.allSatisfy((label) -> assertThat(label.propertyNames()).containsExactly("label", "score"));
		Reply best = post("/classification",
				"{\"inputs\": \"a b\", \"task\": \"mnli\", \"parameters\": {\"top_k\": 1, \"function_to_apply\": \"none\"}}");
		assertThat(best.at("/0")).hasSize(1);
		assertThat(best.text("/0/0/label")).isEqualTo(labels.text("/0/0/label"));
		Reply sigmoid = post("/classification",
				"{\"inputs\": \"a b\", \"task\": \"mnli\", \"parameters\": {\"function_to_apply\": \"sigmoid\"}}");
		assertThat(sigmoid.number("/0/0/score")).isCloseTo(1 / (1 + Math.exp(-best.number("/0/0/score"))),
				within(1e-12));
		assertProblem(post("/classification", "{\"inputs\": \"a\", \"parameters\": {\"function_to_apply\": \"max\"}}"),
				400, "parameters.functionToApply");
		assertProblem(post("/classification", "{\"inputs\": \"a\", \"parameters\": {\"top_k\": 0}}"), 400,
				"parameters.topK");
	}

	@Test
	void aQuestionCanHaveSeveralContexts() {
		Reply documents = post("/qa",
				"""
						{"question": "Who?", "topK": 4, "documents": [{"id": "x", "text": "one two"}, {"id": "y", "text": "%s"}]}"""
					.formatted(CONTEXT));
		assertThat(documents.text("/answer")).isEqualTo("ANSWER");
		assertThat(documents.text("/documentId")).isEqualTo("y");
		assertThat(documents.number("/documentIndex")).isEqualTo(1);
		assertThat(documents.number("/start")).isEqualTo(30);
		assertThat(documents.text("/candidates/0/documentId")).isEqualTo("y");
		assertThat(documents.at("/candidates")).hasSize(4);

		Reply contexts = post("/qa",
				"{\"question\": \"Who?\", \"topK\": 4, \"contexts\": [\"one two\", \"%s\"]}".formatted(CONTEXT));
		assertThat(contexts.number("/score")).isEqualTo(documents.number("/score"));
		assertThat(contexts.at("/documentId").isMissingNode()).isTrue();
		assertThat(contexts.number("/documentIndex")).isEqualTo(1);
		Reply single = post("/qa", "{\"question\": \"Who?\", \"context\": \"%s\"}".formatted(CONTEXT));
		assertThat(single.at("/documentIndex").isMissingNode()).isTrue();
		assertThat(single.at("/candidates/0/documentIndex").isMissingNode()).isTrue();

		Reply many = post("/qa/batch",
				"{\"questions\": [\"Who?\", \"When?\"], \"contexts\": [\"one two\", \"%s\"], \"topK\": 4}"
					.formatted(CONTEXT));
		assertThat(many.number("/items/0/documentIndex")).isEqualTo(1);
		assertThat(many.number("/items/0/score")).isEqualTo(documents.number("/score"));
		Reply compared = post("/qa/compare",
				"{\"models\": [\"job-1\", \"model\"], \"question\": \"Who?\", \"contexts\": [\"one two\", \"by ANSWER\"]}");
		assertThat(compared.at("/agree").booleanValue()).isTrue();
	}

	@Test
	void textsThatCannotBeSearchedAreNamed() {
		assertFields(
				post("/qa",
						"{\"question\": \"Who?\", \"topK\": 0, \"documents\": [{\"id\": \"a\", \"text\": \" \"}, "
								+ "{\"id\": \"b\", \"text\": \"ok\"}, {\"id\": \"c\"}]}"),
				"documents[0].text", "documents[2].text", "topK");
		assertFields(post("/qa", "{\"question\": \"Who?\", \"topK\": 0, \"documents\": [{\"text\": \"a\"}, null]}"),
				"documents[0].id", "documents[1].id", "topK");
		assertProblem(post("/qa", "{\"question\": \"Who?\", \"contexts\": []}"), 400, "contexts");
		assertProblem(post("/qa", "{\"question\": \"Who?\", \"context\": \"a\", \"contexts\": [\"b\"]}"), 400,
				"contexts");
		assertProblem(post("/qa", "{\"inputs\": {\"question\": \"Who?\", \"context\": \"a\"}, \"contexts\": [\"b\"]}"),
				400, "inputs");
		assertProblem(post("/qa", "{\"question\": \"Who?\", \"contexts\": [\"b\", 5]}"), 400, "contexts[1]");
		Reply tooMany = post("/qa", "{\"question\": \"Who?\", \"contexts\": [" + "\"a\",".repeat(9_999) + "\"a\"]}");
		assertProblem(tooMany, 413, "contexts");
		assertThat(tooMany.number("/limit")).isEqualTo(500);
		assertThat(tooMany.text("/detail"))
			.isEqualTo("contexts has 10000 texts; at most 500 are accepted (mtdnn.serving.max-documents)");
	}

	/** Each candidate repeats the id of its text. */
	@Test
	void longDocumentIdsAreRejected() {
		String documents = "{\"question\": \"Who?\", \"documents\": [{\"id\": \"%s\", \"text\": \"by ANSWER\"}]}";
		Reply longest = post("/qa", documents.formatted("i".repeat(1000)));
		assertThat(longest.text("/documentId")).hasSize(1000);
		Reply longer = post("/qa", documents.formatted("i".repeat(1001)));
		assertProblem(longer, 413, "documents[0].id");
		assertThat(longer.number("/limit")).isEqualTo(1000);
	}

	private static void assertFields(Reply reply, String... fields) {
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.body().get("errors").valueStream().map((error) -> error.get("field").asString()))
			.containsExactly(fields);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/qa | topK | 2.9
			/qa | topK | "3"
			/qa | topK | true
			/qa | topK | ""
			/qa | docStride | 5.0
			/qa | nullThreshold | "0.5"
			/qa | nullThreshold | false
			/qa | handleImpossibleAnswer | "false"
			/qa | handleImpossibleAnswer | 0
			/qa | model | 5
			/qa | inputs | 5
			/qa | parameters | {"topK": 2.9}
			/qa/compare | models | ["model", 5]
			/qa/batch | topK | 2.9
			/qa/batch | questions | [5]
			/classification | text | 5
			/classification | task | true
			/classification | parameters | {"top_k": 1.5}
			/multiple-choice | context | 5
			/multiple-choice | choices | ["a", 5]
			/v2/models/model/infer | id | 5
			/v2/models/model/infer | inputs | [{"name": "text", "datatype": "BYTES", "shape": [1.0], "data": ["a"]}]
			/v2/models/model/infer | inputs | [{"name": "text", "datatype": "BYTES", "shape": [1], "data": [5]}]
			""")
	void valuesAreNotConvertedToOtherTypes(String path, String field, String value) {
		Reply reply = post(path, "{\"%s\": %s}".formatted(field, value));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("/field")).startsWith(field);
	}

	@Test
	void oneOfManyQuestionsIsReadAsStrictlyAsOne() {
		Reply reply = post("/qa/batch", """
				{"items": [{"question": "q", "context": "c", "topK": 2.9}, {"question": 5, "context": "c"},
				 {"question": "q", "context": "c", "topK": 2}]}""");
		assertThat(reply.text("/items/0/error/field")).isEqualTo("topK");
		assertThat(reply.text("/items/0/error/detail")).isEqualTo("Expected a whole number, found '2.9'.");
		assertThat(reply.text("/items/1/error/field")).isEqualTo("question");
		assertThat(reply.at("/items/2/candidates")).hasSize(2);
	}

	@Test
	void truncationIsReported() {
		Reply whole = post("/classification", "{\"task\": \"mnli\", \"text\": \"a b\"}");
		assertThat(whole.at("/truncated").booleanValue()).isFalse();
		assertThat(whole.number("/droppedPieces")).isZero();
		// 62 of 100 pieces fit into a row of 64
		Reply cut = post("/classification", "{\"task\": \"mnli\", \"text\": \"%s\"}".formatted("a ".repeat(100)));
		assertThat(cut.at("/truncated").booleanValue()).isTrue();
		assertThat(cut.number("/droppedPieces")).isEqualTo(38);
		Reply pair = post("/classification",
				"{\"task\": \"mnli\", \"text\": \"%s\", \"textPair\": \"b\"}".formatted("a ".repeat(100)));
		assertThat(pair.number("/droppedPieces")).isEqualTo(101 + 3 - 64);
		Reply choice = post("/multiple-choice",
				"{\"context\": \"a\", \"choices\": [\"c\", \"%s\"]}".formatted("d ".repeat(70)));
		assertThat(choice.number("/droppedPieces")).isEqualTo(71 + 3 - 64);
		assertThat(choice.at("/truncated").booleanValue()).isTrue();
		Reply question = post("/qa", "{\"question\": \"%s\", \"context\": \"c\"}".formatted("q ".repeat(11)));
		assertThat(question.at("/truncated").booleanValue()).isTrue();
		assertThat(question.number("/droppedPieces")).isEqualTo(3);
		assertThat(post("/qa", "{\"question\": \"q\", \"context\": \"c\"}").at("/truncated").booleanValue()).isFalse();
	}

	@Test
	void everyFaultIsReportedAtOnce() {
		Reply bad = post("/qa",
				"{\"question\": \" \", \"context\": \"\", \"topK\": 0, \"docStride\": 0, \"maxAnswerLength\": 513}");
		assertThat(bad.status()).isEqualTo(400);
		assertThat(bad.body().get("errors").valueStream().map((error) -> error.get("field").asString()))
			.containsExactly("question", "context", "topK", "maxAnswerLength", "docStride");
		Reply types = post("/qa", "{\"question\": [], \"topK\": \"many\", \"unknown\": 1}");
		assertThat(types.body().get("errors").valueStream().map((error) -> error.get("field").asString()))
			.containsExactlyInAnyOrder("question", "topK", "unknown");
	}

	@Test
	void invalidInputIsAProblemThatNamesTheField() {
		assertProblem(post("/qa", "{\"question\": \" \", \"context\": \"c\"}"), 400, "question");
		assertProblem(post("/qa", "{\"question\": \"q\"}"), 400, "context");
		assertProblem(post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"docStride\": 5000}"), 400, "docStride");
		assertProblem(post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"topK\": \"many\"}"), 400, "topK");
		assertProblem(post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"model\": \"none\"}"), 404, "model");
		Reply unknown = post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"topk1\": 3}");
		assertProblem(unknown, 400, "topk1");
		assertThat(unknown.text("/detail")).contains("topK", "maxAnswerLength", "nullThreshold");
		Reply large = post("/qa", "{\"question\": \"q\", \"context\": \"" + "c".repeat(5001) + "\"}");
		assertProblem(large, 413, "context");
		assertThat(large.number("/limit")).isEqualTo(5000);
		assertThat(post("/qa", "{\"question\": ").status()).isEqualTo(400);
		assertThat(post("/qa", "[]").status()).isEqualTo(400);
		assertThat(post("/qa", "").status()).isEqualTo(400);
		assertThat(send("/qa", "{\"question\": \"q\", \"context\": \"c\"}", "X-Request-Timeout", "soon").status())
			.isEqualTo(400);
	}

	@Test
	void aRequestWithoutAnyModelIsAConflict() {
		this.models.clear();
		Reply reply = post("/qa", "{\"question\": \"q\", \"context\": \"c\"}");
		assertThat(reply.status()).isEqualTo(409);
		assertThat(reply.text("/detail")).contains("POST /jobs");
	}

	@Test
	void withoutAReferenceTheDefaultAnswers() {
		this.models.add("job-2", "newer");
		this.models.add("job-3", "grammar", "cola");

		assertThat(post("/qa", "{\"question\": \"q\", \"context\": \"c\"}").text("/model")).isEqualTo("job-1");
		assertThat(post("/qa/batch", "{\"questions\": [\"q\"], \"context\": \"c\"}").text("/items/0/model"))
			.isEqualTo("job-1");
		assertThat(post("/multiple-choice", "{\"context\": \"a\", \"choices\": [\"c\", \"d\"]}").text("/model"))
			.isEqualTo("job-1");
		assertThat(post("/classification", "{\"text\": \"a b\", \"task\": \"mnli\"}").text("/model"))
			.isEqualTo("job-1");
		this.models.alias("default", "job-2");
		assertThat(post("/qa", "{\"question\": \"q\", \"context\": \"c\"}").text("/model")).isEqualTo("job-2");
		assertProblem(post("/classification", "{\"text\": \"a b\", \"task\": \"none\"}"), 422, "task");
		assertProblem(post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"model\": \"grammar\"}"), 422, "model");
	}

	@Test
	void withoutADefaultTheModelsThatCouldAnswerAreNamed() {
		this.models.add("job-2", "newer");
		this.models.removeAlias("default");
		Reply reply = post("/qa", "{\"question\": \"q\", \"context\": \"c\"}");
		assertProblem(reply, 409, "model");
		assertThat(reply.text("/title")).isEqualTo("No default model");
		assertThat(reply.text("/detail")).contains("PUT /models/aliases/default", "job-2");
		assertThat(reply.text("/models/0/id")).isEqualTo("job-2");
		assertThat(reply.text("/models/1/name")).isEqualTo("model");
		assertThat(post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"model\": \"newer\"}").status())
			.isEqualTo(200);
		assertThat(post("/qa/batch", "{\"questions\": [\"q\"], \"context\": \"c\"}").number("/items/0/error/status"))
			.isEqualTo(409);
	}

	@Test
	void aDefaultWithoutTheHeadIsAConflict() {
		this.models.add("job-3", "grammar", "cola");
		this.models.alias("default", "job-3");
		Reply reply = post("/qa", "{\"question\": \"q\", \"context\": \"c\"}");
		assertProblem(reply, 409, "model");
		assertThat(reply.text("/detail")).contains("'grammar', which has no question answering head", "job-1");
	}

	@Test
	void aDamagedModelIsNamedWithItsFile() {
		this.models.add("job-4", "damaged");
		this.models.damage("model.safetensors: has 3 bytes");
		try {
			Reply reply = post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"model\": \"job-4\"}");
			assertThat(reply.status()).isEqualTo(500);
			assertThat(reply.text("/title")).isEqualTo("Model files damaged");
			assertThat(reply.text("/model")).isEqualTo("job-4");
			assertThat(reply.text("/file")).isEqualTo("model.safetensors");
			assertThat(reply.text("/detail")).contains("DELETE /models/job-4");
			Reply many = post("/qa/batch", "{\"questions\": [\"q\"], \"context\": \"c\", \"model\": \"job-4\"}");
			assertThat(many.text("/items/0/error/file")).isEqualTo("model.safetensors");
		}
		finally {
			this.models.damage(null);
		}
	}

	@Test
	void aHeadThatNoModelHasIsAConflict() {
		this.models.clear();
		this.models.add("job-3", "grammar", "cola");
		Reply reply = post("/qa", "{\"question\": \"q\", \"context\": \"c\"}");
		assertThat(reply.status()).isEqualTo(409);
		assertThat(reply.text("/detail")).contains("question answering", "grammar", "cola", "POST /jobs");
	}

	@Test
	void loneSurrogatesAreReturnedUnchanged() {
		Reply reply = post("/qa",
				"{\"question\": \"q\", \"context\": \"a \\ud800 ANSWER\\udc00\", \"handleImpossibleAnswer\": false, \"topK\": 100}");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.at("/candidates").toString()).contains("ANSWER");
		assertProblem(post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"model\": \"\\ud800\\u0000\"}"), 404,
				"model");
		assertThat(post("/qa", "{\"question\": \"q\", \"context\": \"c\", \"\\ud800\": 1}").status()).isEqualTo(400);
	}

	@Test
	void aDeadlineIsEnforced() {
		try (ServingTestServer.Hold hold = holdUp()) {
			Reply reply = send("/qa", "{\"question\": \"q\", \"context\": \"c\"}", "X-Request-Timeout", "50ms");
			assertThat(reply.status()).isEqualTo(504);
		}
	}

	@Test
	void aFullQueueRejectsRequestsWithRetryAfter() {
		List<CompletableFuture<Reply>> replies = new ArrayList<>();
		try (ServingTestServer.Hold hold = holdUp()) {
			replies.add(ask("first"));
			await().until(hold::holdsAPass);
			for (int i = 0; i < 20; i++) {
				replies.add(ask("q" + i));
			}
			// all but the first and the eight that the queue holds
			await().until(() -> replies.stream().filter(CompletableFuture::isDone).count() == 12);
		}
		List<Reply> all = replies.stream().map(CompletableFuture::join).toList();

		assertThat(all).filteredOn((reply) -> reply.status() == 200).hasSize(9);
		assertThat(all).filteredOn((reply) -> reply.status() == 503)
			.hasSize(12)
			.allSatisfy((reply) -> assertThat(Integer.parseInt(reply.retryAfter())).isPositive());
	}

	@Test
	void requestsOfDisconnectedClientsAreNotComputed() throws Exception {
		CompletableFuture<Reply> first;
		double gone = rejected("client-gone");
		int before;
		try (ServingTestServer.Hold hold = holdUp()) {
			before = this.models.rows("job-1");
			first = ask("first");
			await().until(hold::holdsAPass);
			try (Socket socket = new Socket("127.0.0.1", this.port)) {
				socket.getOutputStream()
					.write(request("{\"question\": \"second\", \"context\": \"c\"}")
						.getBytes(StandardCharsets.US_ASCII));
				await().until(() -> metric("mtdnn.serving.queue.depth") == 1);
			}
			await().until(() -> rejected("client-gone") == gone + 1);
		}
		assertThat(first.join().status()).isEqualTo(200);
		post("/qa", "{\"question\": \"third\", \"context\": \"c\"}");
		assertThat(this.models.rows("job-1")).isEqualTo(before + 2);
	}

	@Test
	void aPipelinedRequestIsNotMistakenForADisconnection() throws Exception {
		byte[] one = request("{\"question\": \"one\", \"context\": \"c\"}").getBytes(StandardCharsets.US_ASCII);
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			try (ServingTestServer.Hold hold = holdUp()) {
				OutputStream output = socket.getOutputStream();
				output.write(one);
				await().until(hold::holdsAPass);
				output.write(one);
				output.flush();
				// longer than the pace at which the server looks whether the client is
				// there
				await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			}
			socket.setSoTimeout((int) Patience.LIMIT.toMillis());
			readUntil(socket, "HTTP/1.1 200");
			readUntil(socket, "HTTP/1.1 200");
		}
	}

	@Test
	void manyQuestionsOnOneContextAreAnswered() {
		Reply reply = post("/qa/batch", """
				{"context": "%s", "questions": ["Who?", " ", "When?"], "topK": 1}""".formatted(CONTEXT));

		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.number("/answered")).isEqualTo(2);
		assertThat(reply.number("/failed")).isEqualTo(1);
		assertThat(reply.text("/items/0/answer")).isEqualTo("ANSWER");
		assertThat(reply.at("/items/0/candidates")).hasSize(1);
		assertThat(reply.text("/items/1/error/field")).isEqualTo("question");
		assertThat(reply.number("/items/1/error/status")).isEqualTo(400);
		assertThat(reply.number("/items/2/index")).isEqualTo(2);
		String single = post("/qa", """
				{"context": "%s", "question": "When?", "topK": 1}""".formatted(CONTEXT)).withoutTimings();
		assertThat(this.json.readTree(single).get("score")).isEqualTo(reply.at("/items/2/score"));
	}

	@Test
	void manyPairsAreAnswered() {
		Reply reply = post("/qa/batch", """
				{"nullThreshold": -100, "items": [
				 {"id": "a", "question": "Who?", "context": "by ANSWER", "nullThreshold": 0},
				 {"id": 7, "question": "Who?", "context": "by ANSWER"},
				 {"question": "Who?", "context": "by ANSWER", "unknown": 1},
				 {"id": "m", "question": "Who?", "context": "by ANSWER", "model": "none"}, 5]}""");

		assertThat(reply.text("/items/0/id")).isEqualTo("a");
		assertThat(reply.text("/items/0/answer")).isEqualTo("ANSWER");
		assertThat(reply.at("/items/1/id").intValue()).isEqualTo(7);
		assertThat(reply.text("/items/1/answer")).isEmpty();
		assertThat(reply.text("/items/2/error/field")).isEqualTo("unknown");
		assertThat(reply.number("/items/3/error/status")).isEqualTo(404);
		assertThat(reply.number("/items/4/error/status")).isEqualTo(400);
		assertProblem(post("/qa/batch", "{\"context\": \"c\"}"), 400, "questions");
		assertProblem(post("/qa/batch", "{\"questions\": [], \"items\": []}"), 400, "items");
		assertProblem(post("/qa/batch", "{\"items\": [" + "1,".repeat(1000) + "1]}"), 413, "items");
	}

	/** A thousand long answers with all their candidates need not fit into memory. */
	@Test
	void answersOfABatchAreSentWhileOthersAreComputed() throws Exception {
		this.models.add("job-2", "slow");
		post("/qa", "{\"question\": \"warm\", \"context\": \"up\", \"model\": \"job-2\"}");
		String words = ("w".repeat(48) + " ").repeat(100);
		HttpRequest request = HttpRequest.newBuilder(uri("/qa/batch"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("""
					{"topK": 100, "maxAnswerLength": 50, "items": [
					 {"question": "Who?", "context": "%s", "model": "job-1"},
					 {"question": "Who?", "context": "by ANSWER", "model": "job-2"}]}""".formatted(words)))
			.build();
		HttpResponse<InputStream> response;
		try (ServingTestServer.Hold hold = this.models.hold("job-2")) {
			response = this.client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
				.orTimeout(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS)
				.get();
		}
		JsonNode results = this.json.readTree(response.body().readAllBytes());
		assertThat(results.at("/items/0/candidates")).hasSize(100);
		assertThat(results.at("/items/1/answer").stringValue()).isEqualTo("ANSWER");
		assertThat(results.get("answered").intValue()).isEqualTo(2);
		assertThat(results.get("failed").intValue()).isZero();
	}

	@Test
	void twelveThousandLinesAreStreamed() throws Exception {
		int lines = 12_000;
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < lines; i++) {
			body.append("{\"id\": ")
				.append(i)
				.append(", \"question\": \"Who ")
				.append(i)
				.append("?\", \"context\": \"")
				.append(CONTEXT)
				.append("\", \"topK\": 1}\n");
		}
		HttpResponse<Stream<String>> response = this.client.send(HttpRequest.newBuilder(uri("/qa/batch"))
			.header("Content-Type", "application/x-ndjson")
			.POST(HttpRequest.BodyPublishers.ofString(body.toString()))
			.build(), HttpResponse.BodyHandlers.ofLines());

		assertThat(response.statusCode()).isEqualTo(200);
		List<Integer> ids = response.body().map(this.json::readTree).map((line) -> {
			assertThat(line.get("answer").stringValue()).isEqualTo("ANSWER");
			return line.get("id").intValue();
		}).toList();
		assertThat(ids).isEqualTo(IntStream.range(0, lines).boxed().toList());
	}

	@Test
	void aStreamAnswersEachLineAtOnceIncludingInvalidLines() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout((int) Patience.LIMIT.toMillis());
			OutputStream output = socket.getOutputStream();
			output.write(("POST /qa/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			chunk(output, "{\"id\": 1, \"question\": \"Who?\", \"context\": \"by ANSWER\"}\n");
			assertThat(readUntil(socket, "}\n")).contains("\"id\":1", "\"answer\":\"ANSWER\"");
			chunk(output, "not json\n\n");
			assertThat(readUntil(socket, "}\n")).contains("\"index\":1", "\"field\":\"line\"");
			chunk(output, "{\"question\": \"" + "q".repeat(9000) + "\", \"context\": \"c\"}\n");
			assertThat(readUntil(socket, "}\n")).contains("\"index\":2", "\"status\":413", "\"limit\":8192");
			chunk(output, "{\"id\": 3, \"question\": \"Who?\", \"context\": \"by ANSWER\"}");
			output.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(readUntil(socket, "}\n")).contains("\"id\":3", "ANSWER");
		}
	}

	/** More of them with {@code -Dmtdnn.test.fuzz=100000}. */
	@Test
	void anyQuestionIsAnsweredOrRejectedAndOffsetsSelectTheAnswer() {
		FuzzedQuestions texts = new FuzzedQuestions(5);
		int questions = Integer.getInteger("mtdnn.test.fuzz", 400);
		int answered = 0;
		for (int i = 0; i < questions; i++) {
			String context = texts.text((i % 100 == 0) ? 4000 : 60);
			var body = this.json.createObjectNode().put("question", texts.text(20)).put("context", context);
			body.put("handleImpossibleAnswer", i % 2 == 0);
			// as bytes, which escape what UTF-8 cannot hold
			Reply reply = post("/qa", new String(this.json.writeValueAsBytes(body), StandardCharsets.UTF_8));
			assertThat(reply.status()).as("%s", FuzzedQuestions.escaped(body.toString())).isIn(200, 400, 413);
			if (reply.status() == 200) {
				answered++;
				assertCutOut(reply.body(), context);
				reply.at("/candidates").forEach((candidate) -> assertCutOut(candidate, context));
			}
		}
		assertThat(answered).isGreaterThan(questions / 2);
	}

	private static void assertCutOut(JsonNode answer, String context) {
		int start = context.offsetByCodePoints(0, answer.get("start").intValue());
		int end = context.offsetByCodePoints(0, answer.get("end").intValue());
		assertThat(FuzzedQuestions.escaped(answer.get("answer").stringValue()))
			.as("%s", FuzzedQuestions.escaped(context))
			.isEqualTo(FuzzedQuestions.escaped(context.substring(start, end)));
	}

	@Test
	void aQuestionOfMoreWindowsThanTheQueueHoldsIsAnswered() {
		Reply reply = post("/qa", "{\"question\": \"Who?\", \"context\": \"" + "word ".repeat(900) + "ANSWER\"}");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("/answer")).isEqualTo("ANSWER");
	}

	@Test
	void aMegabyteIsRejectedWithTheLimit() {
		Reply reply = post("/qa", "{\"question\": \"q\", \"context\": \"" + "a ".repeat(1 << 19) + "\"}");
		assertProblem(reply, 413, "context");
	}

	@Test
	void sentencesAreClassified() {
		Reply reply = post("/classification", "{\"task\": \"mnli\", \"text\": \"a b\", \"textPair\": \"c\"}");
		assertThat(reply.at("/labels")).hasSize(3);
		assertThat(reply.text("/label")).isEqualTo(reply.text("/labels/0/label"));
		assertThat(reply.number("/labels/0/score") + reply.number("/labels/1/score") + reply.number("/labels/2/score"))
			.isCloseTo(1, within(1e-9));
		assertThat(
				post("/classification", "{\"task\": \"mnli\", \"inputs\": {\"text\": \"a b\", \"text_pair\": \"c\"}}")
					.at("/0"))
			.isEqualTo(reply.at("/labels"));
		Reply ambiguous = post("/classification", "{\"text\": \"a b\"}");
		assertProblem(ambiguous, 422, "task");
		assertThat(ambiguous.text("/detail")).contains("cola", "mnli");
		assertProblem(post("/classification", "{\"task\": \"cola\"}"), 400, "text");
	}

	@Test
	void aNumberIsPredictedFromTheInputsOfClassifications() {
		Reply reply = post("/regression", "{\"text\": \"a b\", \"textPair\": \"c\"}");
		assertThat(reply.text("/task")).isEqualTo("sts-b");
		assertThat(reply.number("/value")).isBetween(-4.0, 4.0);
		assertThat(reply.number("/droppedPieces")).isZero();
		assertThat(post("/regression", "{\"text\": \"a b\", \"text_pair\": \"c\"}").number("/value"))
			.isEqualTo(reply.number("/value"));
		assertThat(post("/regression", "{\"text\": \"a b\", \"textPair\": \"d\"}").number("/value"))
			.isNotEqualTo(reply.number("/value"));
		assertProblem(post("/regression", "{\"textPair\": \"c\"}"), 400, "text");
		assertProblem(post("/regression", "{\"text\": \"a\", \"task\": \"mnli\"}"), 422, "task");
		Reply tensors = post("/v2/models/model/infer", """
				{"parameters": {"task": "sts-b"}, "inputs": [
				 {"name": "text", "datatype": "BYTES", "shape": [1], "data": ["a b"]},
				 {"name": "text_pair", "datatype": "BYTES", "shape": [1], "data": ["c"]}]}""");
		assertThat(tensors.text("/outputs/0/name")).isEqualTo("value");
		assertThat(tensors.number("/outputs/0/data/0")).isEqualTo(reply.number("/value"));
		assertThat(get("/v2/models/model").at("/inputs")).extracting((input) -> input.path("name").asString())
			.doesNotHaveDuplicates();
	}

	@Test
	void choicesAreRanked() {
		Reply reply = post("/multiple-choice",
				"{\"context\": \"a\", \"prompt\": \"b\", \"choices\": [\"c\", \"d\", \"e\"]}");
		assertThat(reply.at("/choices")).hasSize(3);
		assertThat(reply.number("/choices/0/score")).isGreaterThanOrEqualTo(reply.number("/choices/1/score"));
		assertThat(reply.number("/index")).isEqualTo(reply.number("/choices/0/index"));
		assertProblem(post("/multiple-choice", "{\"context\": \"a\", \"choices\": [\"c\"]}"), 400, "choices");
		assertProblem(post("/multiple-choice", "{\"context\": \"a\", \"choices\": [\"c\", \"\"]}"), 400, "choices[1]");
		Reply large = post("/multiple-choice",
				"{\"context\": \"a\", \"prompt\": \"" + "b".repeat(10_001) + "\", \"choices\": [\"c\", \"d\"]}");
		assertProblem(large, 413, "prompt");
		assertThat(large.number("/limit")).isEqualTo(10_000);
	}

	@Test
	void twoModelsAreCompared() {
		this.models.add("job-2", "other");
		Reply reply = post("/qa/compare",
				"{\"models\": [\"job-1\", \"other\"], \"question\": \"q\", \"context\": \"by ANSWER\"}");
		assertThat(reply.at("/agree").booleanValue()).isTrue();
		assertThat(reply.text("/answers/0/model")).isEqualTo("job-1");
		assertThat(reply.text("/answers/1/model")).isEqualTo("job-2");
		assertProblem(post("/qa/compare", "{\"models\": [\"a\"], \"question\": \"q\", \"context\": \"c\"}"), 400,
				"models");
		assertProblem(post("/qa/compare", "{\"question\": \"q\", \"context\": \"c\"}"), 400, "models");
	}

	@Test
	void theOpenInferenceProtocolIsSupported() {
		assertThat(get("/v2/health/live").at("/live").booleanValue()).isTrue();
		assertThat(get("/v2/health/ready").at("/ready").booleanValue()).isTrue();
		Reply model = get("/v2/models/model");
		assertThat(model.text("/versions/0")).isEqualTo("job-1");
		assertThat(model.text("/inputs/0/name")).isEqualTo("question");
		assertThat(get("/v2/models/none").status()).isEqualTo(404);
	}

	@Test
	void stringTensorsAreAnswered() {
		Reply reply = post("/v2/models/model/infer", """
				{"id": "7", "inputs": [
				 {"name": "question", "datatype": "BYTES", "shape": [2], "data": ["Who?", "When?"]},
				 {"name": "context", "datatype": "BYTES", "shape": [2, 1], "data": [["by ANSWER"], ["%s"]]}]}"""
			.formatted(CONTEXT));
		assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
		assertThat(reply.text("/model_name")).isEqualTo("model");
		assertThat(reply.text("/model_version")).isEqualTo("job-1");
		assertThat(reply.text("/id")).isEqualTo("7");
		JsonNode announced = get("/v2/models/model").at("/outputs");
		for (int i = 0; i < 5; i++) {
			assertThat(reply.at("/outputs/" + i + "/name")).isEqualTo(announced.get(i).get("name"));
			assertThat(reply.at("/outputs/" + i + "/datatype")).isEqualTo(announced.get(i).get("datatype"));
			assertThat(reply.number("/outputs/" + i + "/shape/0")).isEqualTo(2);
		}
		assertThat(reply.text("/outputs/0/data/1")).isEqualTo("ANSWER");
		assertThat(reply.number("/outputs/3/data/1")).isEqualTo(30);

		Reply labels = post("/v2/models/model/versions/job-1/infer", """
				{"parameters": {"task": "mnli"}, "outputs": [{"name": "label"}], "inputs": [
				 {"name": "text", "datatype": "BYTES", "shape": [1], "data": ["a b"]},
				 {"name": "text_pair", "datatype": "BYTES", "shape": [1], "data": ["c"]}]}""");
		assertThat(labels.at("/outputs")).hasSize(1);
		assertThat(labels.text("/outputs/0/data/0")).isEqualTo(
				post("/classification", "{\"task\": \"mnli\", \"text\": \"a b\", \"textPair\": \"c\"}").text("/label"));
		Reply choices = post("/v2/models/model/infer", """
				{"inputs": [{"name": "context", "datatype": "BYTES", "shape": [1], "data": ["a"]},
				 {"name": "choices", "datatype": "BYTES", "shape": [3], "data": ["b", "c", "d"]}]}""");
		assertThat(choices.number("/outputs/0/shape/0")).isEqualTo(3);
	}

	@Test
	void faultsOfTensorsNameTheElements() {
		Reply texts = post("/v2/models/model/infer", """
				{"inputs": [{"name": "text", "datatype": "BYTES", "shape": [4], "data": ["a", " ", "b", ""]}]}""");
		assertProblem(texts, 400, "text[1]");
		assertThat(texts.text("/errors/1/field")).isEqualTo("text[3]");
		assertProblem(post("/v2/models/model/infer", """
				{"inputs": [{"name": "text", "datatype": "BYTES", "shape": [2], "data": ["a", "b"]},
				 {"name": "text_pair", "datatype": "BYTES", "shape": [2], "data": ["c", ""]}]}"""), 400,
				"text_pair[1]");
		Reply large = post("/v2/models/model/infer", """
				{"inputs": [{"name": "question", "datatype": "BYTES", "shape": [2], "data": ["Who?", "When?"]},
				 {"name": "context", "datatype": "BYTES", "shape": [2], "data": ["c", "%s"]}]}"""
			.formatted("c".repeat(5001)));
		assertProblem(large, 413, "context[1]");
		assertThat(large.number("/limit")).isEqualTo(5000);
	}

	@Test
	void invalidTensorsAreRejectedInTheProtocolsFormat() {
		for (String inputs : List.of("", "null",
				"{\"name\": \"question\", \"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\"q\"]}",
				"{\"name\": \"text\", \"datatype\": \"FP32\", \"shape\": [1], \"data\": [1]}",
				"{\"name\": \"text\", \"datatype\": \"BYTES\", \"shape\": [2], \"data\": [\"q\"]}",
				"{\"name\": \"text\", \"datatype\": \"BYTES\", \"shape\": [1]}",
				"{\"name\": \"text\", \"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\" \"]}")) {
			Reply reply = post("/v2/models/model/infer", "{\"inputs\": [%s]}".formatted(inputs));
			assertThat(reply.status()).as(inputs).isEqualTo(400);
			assertThat(reply.text("/error")).isEqualTo(reply.text("/detail"));
		}
		assertThat(post("/v2/models/none/infer", "{\"inputs\": []}").status()).isEqualTo(404);
		assertProblem(post("/v2/models/model/versions/1/infer", "{\"inputs\": []}"), 422, "version");
	}

	@Test
	void aFailureOfTheModelIsAnInternalErrorWithoutDetails() {
		post("/qa", "{\"question\": \"warm\", \"context\": \"up\"}");
		this.models.fail("job-1", new IllegalStateException("secret"));
		Reply reply = post("/qa", "{\"question\": \"q\", \"context\": \"c\"}");
		Reply batch = post("/qa/batch", "{\"questions\": [\"q\"], \"context\": \"c\"}");
		this.models.fail("job-1", null);
		assertThat(reply.status()).isEqualTo(500);
		assertThat(reply.body().toString()).doesNotContain("secret");
		assertThat(reply.text("/type")).isEqualTo("/problems/model-failed");
		assertThat(batch.text("/items/0/error/type")).isEqualTo("/problems/model-failed");
		assertThat(batch.body().toString()).doesNotContain("secret");
	}

	/** The model is open, so that only its passes are held up. */
	private ServingTestServer.Hold holdUp() {
		post("/qa", "{\"question\": \"warm\", \"context\": \"up\"}");
		return this.models.hold("job-1");
	}

	/** Sends the question on a separate thread. */
	private CompletableFuture<Reply> ask(String question) {
		return CompletableFuture.supplyAsync(
				() -> post("/qa", "{\"question\": \"%s\", \"context\": \"c\"}".formatted(question)),
				(task) -> new Thread(task).start());
	}

	private static void chunk(OutputStream output, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		output.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		output.write(bytes);
		output.write("\r\n".getBytes(StandardCharsets.US_ASCII));
		output.flush();
	}

	private static String readUntil(Socket socket, String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int next = socket.getInputStream().read();
			assertThat(next).as(text.toString()).isNotNegative();
			text.append((char) next);
		}
		return text.toString();
	}

	private static String request(String body) {
		return "POST /qa HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(body.length(), body);
	}

	private double metric(String name) {
		return this.meters.get(name).gauge().value();
	}

	private double rejected(String reason) {
		var counter = this.meters.find("mtdnn.serving.rejected").tag("reason", reason).counter();
		return (counter != null) ? counter.count() : 0;
	}

	private static void assertProblem(Reply reply, int status, String field) {
		assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
		assertThat(reply.type()).startsWith("application/problem+json");
		assertThat(reply.text("/field")).isEqualTo(field);
	}

	private Reply post(String path, String body) {
		return send(path, body, "Accept", "application/json");
	}

	private Reply send(String path, String body, String header, String value) {
		return exchange(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.header(header, value)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private Reply get(String path) {
		return exchange(HttpRequest.newBuilder(uri(path)).build());
	}

	private Reply exchange(HttpRequest request) {
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			return new Reply(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
					response.headers().firstValue("Retry-After").orElse(null), this.json.readTree(response.body()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	private record Reply(int status, String type, String retryAfter, JsonNode body) {

		JsonNode at(String pointer) {
			return this.body.at(pointer);
		}

		String text(String pointer) {
			return at(pointer).stringValue(null);
		}

		double number(String pointer) {
			return at(pointer).doubleValue();
		}

		String withoutTimings() {
			ObjectNode copy = (ObjectNode) this.body.deepCopy();
			copy.remove("timings");
			return copy.toString();
		}

	}

}
