package io.mtdnn.training.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

import io.mtdnn.answering.DecodingSettings;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionResults;
import io.mtdnn.evaluation.SquadPrediction;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.Precision;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Value;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class TaskEvaluationTests {

	private static final Task QUESTIONS = new Task("squad-v2", HeadKind.SPAN, List.of());

	@TempDir
	Path directory;

	/**
	 * The model below answers with the longest word of the context, or with "" if that
	 * has fewer than 7 letters.
	 */
	private final List<SpanExample> examples = List.of(
			question("right", "we all went to Stockholm by boat", "Stockholm"),
			question("wrong", "we all went to Copenhagen in May", "May"), question("null", "we all went by boat"),
			question("windows", "Stockholm one two three four five six seven eight nine ten", "Stockholm"));

	@Test
	void questionsAreDecodedOverAllWindowsAndScored() throws IOException {
		SpanEvaluation evaluation = new SpanEvaluation("squad-v2", QUESTIONS, this.examples,
				new WordTokenizer("lengths", String::length), new WindowSettings(12, 2, 3), DecodingSettings.DEFAULT,
				600, JsonMapper.builder().build());
		assertThat(evaluation.rows()).hasSizeGreaterThan(4);
		TaskEvaluation.Scores scores = evaluation.evaluate(new LongestWordModel(), (tokens) -> {
		});
		assertThat(scores.metrics()).containsEntry("exact", 75.0)
			.containsEntry("f1", 75.0)
			.containsEntry("total", 4.0)
			.containsEntry("HasAns_exact", 100.0 * 2 / 3)
			.containsEntry("NoAns_exact", 100.0)
			.containsEntry("always_empty_exact", 25.0);
		scores.writeDetails(this.directory);
		List<QuestionResult> results = QuestionResults.read(this.directory, "squad-v2");
		assertThat(results).hasSize(4).first().satisfies((first) -> {
			assertThat(first.id()).isEqualTo("right");
			assertThat(first.bestText()).isEqualTo("Stockholm");
			assertThat(first.nullOdds()).isEqualTo(-4.0);
			assertThat(first.golds()).containsExactly("Stockholm");
			assertThat(first.article()).isNull();
			assertThat(first.confidence()).isGreaterThan(0).isLessThan(1);
		});
		assertThat(this.directory.resolve("calibration-squad-v2.json")).doesNotExist();
		JsonNode first = JsonMapper.shared().readTree(lines("nbest-squad-v2.jsonl.gz").get(0));
		assertThat(first.get("id").stringValue()).isEqualTo("right");
		JsonNode best = first.get("nbest").get(0);
		assertThat(best.propertyNames()).containsExactly("text", "probability", "start_logit", "end_logit");
		assertThat(best.get("text").stringValue()).isEqualTo("Stockholm");
		double nullScore = best.get("start_logit").doubleValue() + best.get("end_logit").doubleValue() - 4;
		assertThat(first.get("nbest").valueStream().filter((one) -> one.get("text").stringValue().isEmpty()))
			.singleElement()
			.satisfies((none) -> assertThat(none.get("start_logit").doubleValue() + none.get("end_logit").doubleValue())
				.isEqualTo(nullScore));
	}

	/**
	 * Such text comes from files that were cut in the middle of an emoji; readers accept
	 * it.
	 */
	@Test
	void loneSurrogatesAreWrittenAndKeepIdsDistinct() throws IOException {
		JsonMapper json = JsonMapper.builder().build();
		List<SpanResult> results = List.of(
				new SpanResult(question("id\ud83d", "gr\ud83deat", "gr\ud83deat"),
						new SquadPrediction("id\ud83d", List.of("gr\ud83deat"), "gr\ud83deat", -1.5), List.of()),
				new SpanResult(question("id\ud83e", "\ude00 😀"),
						new SquadPrediction("id\ud83e", List.of(), "\ude00 😀", 2), List.of()));
		new SpanScores("squad-v2", results, json).writeDetails(this.directory);
		List<String> lines = lines("questions-squad-v2.jsonl.gz");
		assertThat(lines).containsExactly(
				"{\"id\":\"id\\uD83D\",\"article\":null,\"question\":\"which word\",\"context\":\"gr\\uD83Deat\",\"golds\":[\"gr\\uD83Deat\"],\"bestText\":\"gr\\uD83Deat\",\"nullOdds\":-1.5,\"exact\":1.0,\"f1\":1.0,\"confidence\":0.0}",
				"{\"id\":\"id\\uD83E\",\"article\":null,\"question\":\"which word\",\"context\":\"\\uDE00 😀\",\"golds\":[],\"bestText\":\"\\uDE00 😀\",\"nullOdds\":2.0,\"exact\":0.0,\"f1\":0.0,\"confidence\":0.0}");
		assertThat(QuestionResults.read(this.directory, "squad-v2").get(0).id()).isEqualTo("id\ud83d");
	}

	@Test
	void aStopRequestEndsAnEvaluation() {
		SpanEvaluation evaluation = new SpanEvaluation("squad-v2", QUESTIONS, this.examples,
				new WordTokenizer("lengths", String::length), new WindowSettings(12, 2, 3), DecodingSettings.DEFAULT,
				12, JsonMapper.builder().build());
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> evaluation.evaluate(new LongestWordModel(), (tokens) -> {
				throw new CancellationException();
			}));
	}

	@Test
	void theMainMetricComesFirst() {
		Task cola = new Task("cola", HeadKind.CLASSIFICATION, List.of("unacceptable", "acceptable"),
				"matthews_correlation");
		List<EncodedExample> items = List.of(item(0, row(5)), item(1, row(9)), item(1, row(4)), item(0, row(2)));
		Map<String, Double> metrics = evaluate(cola, items, (row) -> new float[] { 6, row.ids()[0] });
		assertThat(metrics.keySet()).first().isEqualTo("matthews_correlation");
		assertThat(metrics.get("matthews_correlation")).isCloseTo(1 / Math.sqrt(3), within(1e-12));
		assertThat(metrics).containsEntry("accuracy", 0.75);
		assertThat(metrics.get("f1")).isCloseTo(2.0 / 3, within(1e-12));
	}

	@Test
	void theChoiceWithTheHighestScoreIsTaken() {
		Task swag = new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of());
		List<EncodedExample> items = List.of(item(2, row(1), row(2), row(9), row(3)),
				item(0, row(8), row(7), row(1), row(5)), item(3, row(8), row(7), row(1), row(5)));
		Map<String, Double> metrics = evaluate(swag, items, (row) -> new float[] { row.ids()[0] });
		assertThat(metrics).containsExactly(Map.entry("accuracy", 2.0 / 3), Map.entry("always_same_accuracy", 1.0 / 3));
	}

	/** Values 1, 2, 3 are predicted as 10, 40, 20: 10 / sqrt(2 * 466.67), ranks 1 / 2. */
	@Test
	void numbersAreComparedByCorrelation() {
		Task similarity = new Task("sts-b", HeadKind.REGRESSION, List.of(), "spearman");
		List<EncodedExample> items = List.of(number(1, row(10)), number(2, row(40)), number(3, row(20)));
		Map<String, Double> metrics = new RowEvaluation("sts-b", similarity, items, 600, ValueEvaluator::metrics)
			.evaluate(new HeadModel((row) -> new float[] { row.ids()[0] }), (tokens) -> {
			})
			.metrics();
		assertThat(metrics.keySet()).containsExactly("spearman", "pearson");
		assertThat(metrics.get("pearson")).isCloseTo(10 / Math.sqrt(2 * 1400.0 / 3), within(1e-12));
		assertThat(metrics.get("spearman")).isCloseTo(0.5, within(1e-12));
		assertThat(new ValueEvaluator().metricNames(similarity)).containsExactly("spearman", "pearson");
	}

	private static EncodedExample number(float value, TokenSequence row) {
		return new EncodedExample(List.of(row), new Value(value));
	}

	private static Map<String, Double> evaluate(Task task, List<EncodedExample> items,
			Function<TokenSequence, float[]> head) {
		return new RowEvaluation(task.name(), task, items, 600, LabelEvaluator::metrics)
			.evaluate(new HeadModel(head), (tokens) -> {
			})
			.metrics();
	}

	private List<String> lines(String file) throws IOException {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(
				new GZIPInputStream(Files.newInputStream(this.directory.resolve(file))), StandardCharsets.UTF_8))) {
			return reader.lines().toList();
		}
	}

	private static SpanExample question(String id, String context, String... answers) {
		List<GoldAnswer> golds = new ArrayList<>();
		for (String answer : answers) {
			golds.add(new GoldAnswer(answer, context.indexOf(answer)));
		}
		return new SpanExample(id, context, "which word", golds);
	}

	private static EncodedExample item(int label, TokenSequence... rows) {
		return new EncodedExample(List.of(rows), new Label(label));
	}

	private static TokenSequence row(int id) {
		return new TokenSequence(new int[] { id, 1, 2 }, 3);
	}

	/** Scores by a function of the row. */
	private record HeadModel(Function<TokenSequence, float[]> head) implements InferenceModel {

		@Override
		public float[][] scores(String task, List<TokenSequence> rows) {
			return rows.stream().map(this.head).toArray(float[][]::new);
		}

		@Override
		public List<SpanLogits> spans(String task, List<TokenSequence> rows) {
			throw new AssertionError("not a span task");
		}

		@Override
		public List<Task> tasks() {
			return List.of();
		}

		@Override
		public Precision precision() {
			return Precision.FP32;
		}

		@Override
		public int maxPositions() {
			return 512;
		}

		@Override
		public void close() {
		}

	}

	/** Logits are the ids, which are word lengths; [CLS] has 7. */
	private static final class LongestWordModel implements InferenceModel {

		@Override
		public List<SpanLogits> spans(String task, List<TokenSequence> rows) {
			return rows.stream().map(this::logits).toList();
		}

		private SpanLogits logits(TokenSequence row) {
			float[] logits = new float[row.length()];
			for (int i = 0; i < logits.length; i++) {
				logits[i] = row.ids()[i];
			}
			logits[0] = 7;
			return new SpanLogits(logits, logits);
		}

		@Override
		public float[][] scores(String task, List<TokenSequence> rows) {
			throw new AssertionError("only spans");
		}

		@Override
		public List<Task> tasks() {
			return List.of(QUESTIONS);
		}

		@Override
		public Precision precision() {
			return Precision.FP32;
		}

		@Override
		public int maxPositions() {
			return 512;
		}

		@Override
		public void close() {
		}

	}

}
