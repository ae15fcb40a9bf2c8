package io.mtdnn.serving.answers;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import io.mtdnn.Patience;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.serving.Answer.Option;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.Document;
import io.mtdnn.serving.FakeModels;
import io.mtdnn.serving.HashingModel;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.Parts;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.ServingTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

class QuestionAnsweringTests {

	private static final String EMOJI = "\uD83D\uDE00";

	/** A letter outside the basic plane: many of them are one word. */
	private static final String SCRIPT_A = "\uD835\uDC9C";

	@TempDir
	private Path directory;

	private FakeModels models;

	private Parts parts;

	@BeforeEach
	void start() {
		this.models = new FakeModels(this.directory);
		this.parts = new Parts(this.models, Parts.properties(10_000, 100_000));
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.parts.close();
	}

	@Test
	void offsetsCountCodePoints() {
		this.models.add("m", "model", 100);
		Answer answer = ask("who ?", EMOJI + " and " + EMOJI + EMOJI + " then ANSWER " + EMOJI,
				QuestionOptions.DEFAULT);

		assertThat(answer.answer()).isEqualTo("ANSWER");
		assertThat(answer.start()).isEqualTo(14);
		assertThat(answer.end()).isEqualTo(20);
		assertThat(answer.model().id()).isEqualTo("m");
	}

	@Test
	void anAnswerLateInALongContextIsFoundByWindows() {
		this.models.add("m", "model", 100);
		String context = "filler ".repeat(500) + "ANSWER " + "tail ".repeat(300);
		Answer answer = ask("who ?", context, QuestionOptions.DEFAULT);

		assertThat(answer.answer()).isEqualTo("ANSWER");
		assertThat(answer.start()).isEqualTo(3500);
		// 801 pieces; windows of 64 - 2 - 3 = 59, a new one every 20: (801 - 59) / 20
		// rounded up, and the first
		assertThat(answer.timings().windows()).isEqualTo(39);
	}

	/** Two million windows of 64 pieces take more than 500 MB. */
	@Test
	void tooManyWindowsAreRejectedBeforeTheyTakeMemory() {
		this.models.add("m", "model", 100);
		ask("who ?", "warm up", QuestionOptions.DEFAULT);
		String text = "w ".repeat(10_000);
		List<Document> documents = IntStream.range(0, 200).mapToObj((i) -> new Document(i, null, text)).toList();
		QuestionOptions everyPiece = new QuestionOptions(null, null, null, null, null, null, 1, null, null);
		Question question = new Question("who ?", documents, everyPiece);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		assertThatThrownBy(() -> this.parts.answering.answer(question, Parts.deadline()))
			.isInstanceOfSatisfying(QuestionTooLargeException.class, (ex) -> {
				assertThat(ex.field()).isEqualTo("contexts");
				assertThat(ex.limit()).isEqualTo(1024);
				assertThat(ex.getMessage()).startsWith("contexts requires 1988400 windows; ");
			});
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100L << 20);
	}

	@Test
	void theThresholdSelectsTheEmptyAnswerOrTheSpan() {
		this.models.add("m", "model", 100);
		double odds = ask("who ?", "one two three", QuestionOptions.DEFAULT).nullOdds();
		Answer empty = ask("who ?", "one two three", threshold(odds - 0.001));
		Answer span = ask("who ?", "one two three", threshold(odds));

		assertThat(empty.answer()).isEmpty();
		assertThat(List.of(empty.start(), empty.end())).containsExactly(0, 0);
		assertThat(span.answer()).isNotEmpty();
		assertThat(empty.nullOdds()).isEqualTo(span.nullOdds());
		assertThat(empty.candidates()).isEqualTo(span.candidates());
		assertThat(empty.score()
				+ span.candidates().stream().filter((one) -> !one.answer().isEmpty()).mapToDouble(Option::score).sum())
			.isLessThanOrEqualTo(1 + 1e-9);
	}

	@Test
	void metersReportTheThresholdAndTheEmptyAnswers() {
		this.models.add("m", "model", 100);
		var threshold = this.parts.registry.get(MeterNames.THRESHOLD).gauge();
		assertThat(threshold.value()).isNaN();

		var loads = this.parts.registry.get(MeterNames.MODEL_LOAD).timer();
		assertThat(loads.count()).isZero();

		double odds = ask("who ?", "one two three", threshold(0.0)).nullOdds();
		assertThat(loads.count()).isEqualTo(1);
		assertThat(threshold.value()).as("a request's own is not the model's").isNaN();
		ask("who ?", "one two three", QuestionOptions.DEFAULT);
		assertThat(threshold.value()).isZero();
		long before = questions("empty");
		ask("who ?", "one two three", threshold(odds - 1));
		assertThat(ask("who ?", "one two three", threshold(odds - 1)).timings().cached()).isTrue();
		ask("who ?", "one two three", threshold(odds + 1));
		assertThat(threshold.value()).isZero();
		assertThat(questions("empty")).isEqualTo(before + 2);
		assertThat(questions("empty") + questions("text")).isEqualTo(5);
	}

	private long questions(String result) {
		return (long) this.parts.registry.counter(MeterNames.QUESTIONS, MeterNames.RESULT, result).count();
	}

	@Test
	void ifTheEmptyAnswerIsNotAllowedASpanIsReturned() {
		this.models.add("m", "model", 100);
		Answer answer = ask("who ?", "one two three",
				new QuestionOptions(null, -100.0, 100, null, null, null, null, false, null));

		assertThat(answer.answer()).isNotEmpty();
		// all spans of three words: 3 + 2 + 1
		assertThat(answer.candidates()).hasSize(6).noneMatch((one) -> one.answer().isEmpty());
		assertThat(answer.candidates().stream().mapToDouble(Option::score).sum()).isCloseTo(1, within(1e-9));
		assertThat(answer.candidates().get(0).answer()).isEqualTo(answer.answer());
	}

	@Test
	void topKLimitsTheNumberOfAnswers() {
		this.models.add("m", "model", 100);
		assertThat(ask("q", "a b c d e f g h", topK(30)).candidates()).hasSize(30);
		assertThat(ask("q", "a b c d e f g h", topK(1)).candidates()).hasSize(1);
		// one span and ""
		assertThat(ask("q", "word", topK(30)).candidates()).hasSize(2);
		assertThat(ask("q", "a b c d e f g h", QuestionOptions.DEFAULT).candidates()).hasSize(5);
	}

	@Test
	void batchesAndConcurrencyDoNotChangeAnswers() throws Exception {
		this.models.add("m", "model", 100);
		List<Question> questions = questions(200);
		List<Answer> alone = new ArrayList<>();
		for (Question question : questions) {
			alone.add(this.parts.answering.answer(question, Parts.deadline()));
		}
		try (Parts others = new Parts(this.models, Parts.properties(10_000, 0))) {
			ExecutorService callers = Executors.newFixedThreadPool(16);
			List<CompletableFuture<Answer>> together = questions.stream()
				.map((question) -> CompletableFuture
					.supplyAsync(() -> others.answering.answer(question, Parts.deadline()), callers))
				.toList();
			for (int i = 0; i < questions.size(); i++) {
				assertThat(together.get(i).get().at(null)).isEqualTo(alone.get(i).at(null));
			}
			callers.shutdown();
		}
		assertThat(this.models.last("m").batches).anyMatch((rows) -> rows > 1);
	}

	@Test
	void identicalQuestionsAreAnsweredFromTheCache() {
		this.models.add("m", "model", 100);
		Answer first = ask("who ?", "one two three", QuestionOptions.DEFAULT);
		Answer again = ask("who ?", "one two three", QuestionOptions.DEFAULT);

		assertThat(again.timings().cached()).isTrue();
		assertThat(again.at(null)).isEqualTo(first.at(null));
		assertThat(ask("who ?", "one two three", threshold(0.5)).timings().cached()).isFalse();
		assertThat(ask("who?", "one two three", QuestionOptions.DEFAULT).timings().cached()).isFalse();
		assertThat(this.parts.registry.counter(MeterNames.ANSWER_CACHE, MeterNames.OUTCOME, "hit").count())
			.isEqualTo(1);
	}

	@Test
	void oneQuestionIsAskedOfManyDocuments() {
		this.models.add("m", "model", 100);
		Question question = new Question("who ?", List.of(new Document(0, "a", "one two three"),
				new Document(1, "b", EMOJI + " by ANSWER"), new Document(2, "c", "four five")), topK(100));
		Answer answer = this.parts.answering.answer(question, Parts.deadline());

		assertThat(answer.answer()).isEqualTo("ANSWER");
		assertThat(answer.chosen()).isEqualTo(answer.candidates().get(0));
		assertThat(answer.chosen().documentId()).isEqualTo("b");
		assertThat(answer.chosen().documentIndex()).isEqualTo(1);
		assertThat(answer.start()).isEqualTo(5);
		assertThat(answer.candidates()).extracting(Option::documentId).contains("a", "b", "c", null);
		assertThat(answer.candidates()).isSortedAccordingTo(Comparator.comparingDouble(Option::score).reversed());
		assertThat(answer.candidates()).filteredOn((one) -> one.answer().isEmpty()).hasSize(1);
		assertThat(answer.candidates().stream().mapToDouble(Option::score).sum()).isCloseTo(1, within(1e-9));
		assertThat(answer.timings().windows()).isEqualTo(3);
		// all spans: 6 of three pieces, 6 of three, 3 of two, and ""
		assertThat(answer.candidates()).hasSize(16);
		assertThat(this.parts.answering.answer(question, Parts.deadline()).timings().cached()).isTrue();
	}

	@Test
	void oneDocumentIsTreatedAsTheContext() {
		this.models.add("m", "model", 100);
		Answer context = ask("who ?", "one two three", QuestionOptions.DEFAULT);
		Answer document = this.parts.answering.answer(
				new Question("who ?", List.of(new Document(0, "a", "one two three")), QuestionOptions.DEFAULT),
				Parts.deadline());
		assertThat(document.nullOdds()).isEqualTo(context.nullOdds());
		assertThat(document.candidates()).extracting(Option::score)
			.isEqualTo(context.candidates().stream().map(Option::score).toList());
		assertThat(document.timings().cached()).isFalse();
	}

	@Test
	void aContextIsTokenisedOnce() {
		this.models.add("m", "model", 100);
		for (int i = 0; i < 5; i++) {
			ask("question " + i, "one two three", QuestionOptions.DEFAULT);
		}
		assertThat(this.models.tokenizers.get(0).splits()).isEqualTo(6);
	}

	@Test
	void invalidQuestionsAreRejectedNamingTheField() {
		assertThatThrownBy(() -> ask("q", "c", QuestionOptions.DEFAULT)).isInstanceOf(NoModelException.class);
		this.models.add("m", "model", 100);
		assertField("question", " \t\n", "context", QuestionOptions.DEFAULT);
		assertField("question", null, "context", QuestionOptions.DEFAULT);
		assertField("context", "question", "", QuestionOptions.DEFAULT);
		assertField("topK", "q", "c", topK(0));
		assertField("topK", "q", "c", topK(101));
		assertField("docStride", "q", "c", new QuestionOptions(null, null, null, null, null, null, 61, null, null));
		assertField("docStride", "q", "c", new QuestionOptions(null, null, null, null, null, null, 0, null, null));
		assertField("maxSequenceLength", "q r s", "c",
				new QuestionOptions(null, null, null, null, 6, null, null, null, null));
		assertThatExceptionOfType(ModelMismatchException.class)
			.isThrownBy(() -> ask("q", "c", new QuestionOptions(null, null, null, null, 513, null, null, null, null)))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("maxSequenceLength"));
		assertField("nullThreshold", "q", "c", threshold(Double.NaN));
		assertThatThrownBy(() -> ask("q", "c", QuestionOptions.DEFAULT.of("none")))
			.isInstanceOf(ModelNotFoundException.class);
		assertThat(this.models.last("m").rows.get()).isEqualTo(HashingModel.TASKS.size() + 2);
	}

	@Test
	void oversizedRequestsAreRejectedWithTheLimit() {
		this.models.add("m", "model", 100, 8, 4, 1);
		QuestionTooLargeException context = catchThrowableOfType(QuestionTooLargeException.class,
				() -> ask("q", EMOJI.repeat(20_001), QuestionOptions.DEFAULT));
		assertThat(context.limit()).isEqualTo(20_000);
		assertThat(context.field()).isEqualTo("context");
		assertThatThrownBy(() -> ask("q".repeat(501), "c", QuestionOptions.DEFAULT))
			.isInstanceOf(QuestionTooLargeException.class);
		assertThatThrownBy(() -> ask("q", "c ".repeat(2000), QuestionOptions.DEFAULT))
			.isInstanceOf(QuestionTooLargeException.class)
			.hasMessageContaining("at most 1024");
		assertThat(ask("q", SCRIPT_A.repeat(20_000), QuestionOptions.DEFAULT).end()).isIn(0, 20_000);
	}

	@Test
	void aRequestEndsAtItsDeadline() {
		try (ServingTestServer.Hold hold = new ServingTestServer.Hold(warm())) {
			assertThatThrownBy(() -> this.parts.answering.answer(new Question("q", "c", QuestionOptions.DEFAULT),
					Deadline.within(Duration.ofMillis(30))))
				.isInstanceOf(DeadlineExceededException.class);
		}
		assertThat(this.parts.registry.counter(MeterNames.REJECTED, MeterNames.REASON, "deadline").count())
			.isEqualTo(1);
	}

	@Test
	void aRequestOfADisconnectedClientNeverReachesTheModel() {
		HashingModel model = warm();
		CompletableFuture<Answer> first;
		int before;
		try (ServingTestServer.Hold hold = new ServingTestServer.Hold(model)) {
			first = CompletableFuture.supplyAsync(() -> ask("first", "context", QuestionOptions.DEFAULT));
			await().until(hold::holdsAPass);
			before = model.rows.get();
			AtomicBoolean gone = new AtomicBoolean();
			CompletableFuture<Answer> second = CompletableFuture.supplyAsync(
					() -> this.parts.answering.answer(new Question("second", "context", QuestionOptions.DEFAULT),
							new Deadline(Patience.LIMIT, gone::get, System::nanoTime)));
			await().until(() -> this.parts.queue.waitingRequests() == 1);
			gone.set(true);

			assertThat(second).failsWithin(Patience.LIMIT)
				.withThrowableThat()
				.withCauseInstanceOf(CallerGoneException.class);
		}
		assertThat(first).succeedsWithin(Patience.LIMIT);
		ask("third", "context", QuestionOptions.DEFAULT);
		assertThat(model.rows.get()).isEqualTo(before + 1);
	}

	@Test
	void aFailureOfTheModelFailsOnlyItsRequests() {
		HashingModel model = warm();
		model.failure = new IllegalStateException("out of memory");
		assertThatThrownBy(() -> ask("q", "c", QuestionOptions.DEFAULT)).hasMessageContaining("out of memory");
		model.failure = null;
		assertThat(ask("q", "c", QuestionOptions.DEFAULT)).isNotNull();
	}

	private HashingModel warm() {
		this.models.add("m", "model", 100);
		ask("warm", "up", QuestionOptions.DEFAULT);
		return this.models.last("m");
	}

	private void assertField(String field, String question, String context, QuestionOptions options) {
		assertThat(catchThrowableOfType(InvalidQuestionException.class, () -> ask(question, context, options)).field())
			.isEqualTo(field);
	}

	private Answer ask(String question, String context, QuestionOptions options) {
		return this.parts.answering.answer(new Question(question, context, options), Parts.deadline());
	}

	private static QuestionOptions threshold(double threshold) {
		return new QuestionOptions(null, threshold, null, null, null, null, null, null, null);
	}

	private static QuestionOptions topK(int topK) {
		return new QuestionOptions(null, null, topK, null, null, null, null, null, null);
	}

	private static List<Question> questions(int count) {
		Random random = new Random(7);
		List<Question> questions = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			StringBuilder context = new StringBuilder();
			int words = 1 + random.nextInt(150);
			for (int w = 0; w < words; w++) {
				context.append("w").append(random.nextInt(500)).append(' ');
			}
			questions.add(new Question("q" + random.nextInt(50) + " ?", context.toString(), QuestionOptions.DEFAULT));
		}
		return questions;
	}

}
