package io.mtdnn.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.mtdnn.answering.Candidate;
import io.mtdnn.answering.DecodedAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@code hard-cases.json} contains the official evaluator's results for these predictions
 * (Python 3.11).
 */
class SquadMetricsTests {

	private static final JsonNode CASES = read("hard-cases.json");

	@ParameterizedTest(name = "{0}")
	@MethodSource("questions")
	void scoresAQuestionLikeTheOfficialEvaluator(String id, JsonNode question) {
		QuestionScore score = QuestionScore.of(prediction(question));
		assertThat(score.exact()).isEqualTo(question.path("exact").doubleValue());
		assertThat(score.f1()).isEqualTo(question.path("f1").doubleValue());
	}

	static Stream<Arguments> questions() {
		return stream(CASES.path("questions"))
			.map((question) -> arguments(question.path("id").stringValue(), question));
	}

	@ParameterizedTest(name = "{0} questions, threshold {1}")
	@MethodSource("expected")
	void aggregatesLikeTheOfficialEvaluator(String questions, double threshold, Map<String, Double> expected) {
		Predicate<JsonNode> which = switch (questions) {
			case "answerable" -> (question) -> !question.path("golds").isEmpty();
			case "unanswerable" -> (question) -> question.path("golds").isEmpty();
			default -> (question) -> true;
		};
		List<SquadPrediction> predictions = stream(CASES.path("questions")).filter(which)
			.map(SquadMetricsTests::prediction)
			.toList();
		Map<String, Double> metrics = SquadMetrics.of(SquadMetrics.score(predictions), threshold);
		assertThat(metrics).containsExactlyEntriesOf(expected);
	}

	static Stream<Arguments> expected() {
		return stream(CASES.path("expected")).map((expected) -> arguments(expected.path("questions").stringValue(),
				expected.path("threshold").doubleValue(), metrics(expected.path("metrics"))));
	}

	@Test
	void alwaysEmptyIsRightOnlyForUnanswerableQuestions() {
		List<QuestionScore> scores = SquadMetrics.score(List.of(new SquadPrediction("1", List.of("Rome"), "Rome", -9),
				new SquadPrediction("2", List.of(), "Rome", -9), new SquadPrediction("3", List.of("Rome"), "", 9)));
		Map<String, Double> baseline = SquadMetrics.alwaysEmpty(scores);
		assertThat(baseline).containsEntry("exact", 100.0 / 3)
			.containsEntry("f1", 100.0 / 3)
			.containsEntry("HasAns_f1", 0.0)
			.containsEntry("NoAns_f1", 100.0)
			.doesNotContainKey("best_f1");
	}

	@Test
	void anInfiniteThresholdScoresEveryNonNullAnswer() {
		List<QuestionScore> scores = SquadMetrics.score(List.of(new SquadPrediction("1", List.of("Rome"), "Rome", 99),
				new SquadPrediction("2", List.of("Rome"), "Oslo", -9)));
		assertThat(SquadMetrics.at(scores, Double.POSITIVE_INFINITY)).containsEntry("HasAns_exact", 50.0);
		assertThat(SquadMetrics.at(scores, 0)).containsEntry("HasAns_exact", 0.0);
	}

	@Test
	void aPredictionIsTheBestSpanWhateverTheThreshold() {
		Candidate none = new Candidate("", 0, 0, 0, 1, 2, 0.7);
		Candidate span = new Candidate("Rome", 0, 4, 8, 1, 1, 0.3);
		SquadPrediction prediction = SquadPrediction.of("1", List.of("Rome"),
				new DecodedAnswer(none, span, 1, List.of(none, span)));
		assertThat(prediction).isEqualTo(new SquadPrediction("1", List.of("Rome"), "Rome", 1));
		assertThat(SquadPrediction
			.of("1", List.of(), new DecodedAnswer(none, null, Double.POSITIVE_INFINITY, List.of(none)))
			.bestSpan()).isEmpty();
	}

	static Map<String, Double> metrics(JsonNode node) {
		Map<String, Double> metrics = new LinkedHashMap<>();
		node.properties().forEach((entry) -> metrics.put(entry.getKey(), entry.getValue().doubleValue()));
		return metrics;
	}

	static JsonNode read(String resource) {
		try (InputStream stream = SquadMetricsTests.class.getResourceAsStream(resource)) {
			return JsonMapper.builder().build().readTree(stream);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Stream<JsonNode> stream(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}

	private static SquadPrediction prediction(JsonNode question) {
		List<String> golds = new ArrayList<>();
		question.path("golds").forEach((gold) -> golds.add(gold.stringValue()));
		return new SquadPrediction(question.path("id").stringValue(), golds, question.path("bestSpan").stringValue(),
				question.path("nullOdds").doubleValue());
	}

}
