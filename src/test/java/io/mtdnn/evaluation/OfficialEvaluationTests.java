package io.mtdnn.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OfficialEvaluationTests {

	private static final Map<String, List<String>> GOLDS = golds();

	private static Map<String, List<String>> golds() {
		Map<String, List<String>> golds = new LinkedHashMap<>();
		golds.put("a", List.of("Marta Lindqvist"));
		golds.put("b", List.of());
		golds.put("c", List.of("red car"));
		golds.put("d", List.of());
		return golds;
	}

	@Test
	void withoutNullOddsPredictionsAreScoredUnchanged() {
		Map<String, Double> metrics = new OfficialEvaluation(GOLDS,
				Map.of("a", "the Marta Lindqvist", "b", "", "c", "red", "d", "wrong", "other", "x"), null,
				OfficialEvaluation.THRESHOLD)
			.metrics();
		// a and b are right; of "red" one word of two is right: F1 2/3
		assertThat(metrics).containsEntry("exact", 50.0)
			.containsEntry("f1", 100 * (1 + 1 + 2.0 / 3) / 4)
			.containsEntry("total", 4.0)
			.containsEntry("HasAns_exact", 50.0)
			.containsEntry("NoAns_exact", 50.0)
			.doesNotContainKey("best_exact");
	}

	@Test
	void withNullOddsTheThresholdAppliesAndTheBestIsFound() {
		OfficialEvaluation evaluation = new OfficialEvaluation(GOLDS,
				Map.of("a", "Marta Lindqvist", "b", "x", "c", "red car", "d", "y"),
				Map.of("a", -3.0, "b", 0.5, "c", 2.0, "d", 4.0), 1);
		// a is right, b is answered though it has no answer, c becomes "", d is rightly
		// ""
		assertThat(evaluation.metrics()).containsEntry("exact", 50.0)
			// answering a alone: a, b and d
			.containsEntry("best_exact", 75.0)
			.containsEntry("best_exact_thresh", -3.0);
	}

	/** What transformers' run_qa.py does: the best is that of a prefix of the file. */
	@Test
	void withEqualNullOddsTheBestScoreMayDifferFromThatOfItsThreshold() {
		Map<String, String> predictions = Map.of("a", "Marta Lindqvist", "b", "x", "c", "red car", "d", "y");
		Map<String, Double> metrics = new OfficialEvaluation(GOLDS, predictions,
				Map.of("a", 0.0, "b", 0.0, "c", 0.0, "d", 0.0), OfficialEvaluation.THRESHOLD)
			.metrics();
		assertThat(metrics).containsEntry("exact", 50.0)
			.containsEntry("best_exact", 75.0)
			.containsEntry("best_exact_thresh", 0.0);
	}

	@Test
	void missingPredictionsAndNullOddsAreFaults() {
		OfficialEvaluation evaluation = new OfficialEvaluation(GOLDS, Map.of("a", "x", "b", ""), Map.of(), 1);
		assertThat(evaluation.faults()).extracting("field").containsExactly("predictions", "nullOdds");
		assertThat(evaluation.faults().get(0).message())
			.isEqualTo("predictions has no value for 2 of 4 questions: c, d");
		assertThatIllegalArgumentException().isThrownBy(evaluation::metrics);
		assertThat(new OfficialEvaluation(Map.of(), Map.of(), null, 1).faults()).extracting("field")
			.containsExactly("dataset");
	}

}
