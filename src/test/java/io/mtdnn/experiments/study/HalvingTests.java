package io.mtdnn.experiments.study;

import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.study.Search.Kind;
import io.mtdnn.task.Fault;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class HalvingTests {

	private static final String PLAN = """
			"plan": {"encoder": "tiny", "epochs": 2, "tasks": [{"dataset": "qa", "weight": 0.8}, {"dataset": "swag"}]}""";

	private static final String RATES = "\"axes\": [{\"field\": \"learningRate\", \"values\": [1e-5, 2e-5, 3e-5, 4e-5]}]";

	@Test
	void oneInThreeContinuesWithThreeTimesTheSteps() {
		Halving halving = Halving.of(search(3, null), 9);
		assertThat(halving.shares()).containsExactly(1.0 / 9, 1.0 / 3, 1.0);
		assertThat(halving.counts()).containsExactly(9, 3, 1);
		assertThat(Halving.of(search(3, null), 10).counts()).containsExactly(10, 4, 2, 1);
		assertThat(Halving.of(search(2, 2), 9).counts()).containsExactly(9, 5);
		assertThat(Halving.of(search(2, 2), 9).shares()).containsExactly(0.5, 1.0);
		assertThat(Halving.of(search(2, null), 100).counts()).containsExactly(100, 50, 25, 13);
	}

	@Test
	void theBestCombinationsContinueAndTiesGoToTheFirst() {
		Halving halving = Halving.of(search(2, null), 4);
		Map<String, Double> scores = new LinkedHashMap<>();
		scores.put("a", 10.0);
		scores.put("b", 30.0);
		scores.put("c", 20.0);
		scores.put("d", 20.0);
		assertThat(halving.promoted(0, scores)).containsExactlyInAnyOrder("b", "c");
		assertThat(halving.promoted(1, Map.of("b", 1.0, "c", 2.0))).containsExactly("c");
	}

	@Test
	void theBaselineIsNotCompared() {
		Study study = study("\"search\": {\"kind\": \"halving\", \"reduction\": 2}, " + RATES);
		assertThat(study.arms()).hasSize(5);
		assertThat(study.combinations()).hasSize(4);
		assertThat(study.halving().counts()).containsExactly(4, 2, 1);
		assertThat(study("\"axes\": [{\"field\": \"dropout\", \"values\": [0.1]}]").halving()).isNull();
	}

	@Test
	void halvingOverRandomMixturesIsRebuiltFromItsDefinition() {
		Study study = study("\"search\": {\"kind\": \"halving\", \"count\": 9, \"seed\": 3, \"metric\": \"exact\"}");
		assertThat(study.combinations()).hasSize(9);
		assertThat(study.halving().metric()).isEqualTo("exact");
		Study again = Studies.of(study.definition());
		assertThat(again.arms()).isEqualTo(study.arms());
		assertThat(again.halving()).isEqualTo(study.halving());
	}

	@Test
	void searchesThatCannotBeComparedAreRejected() {
		ImpossibleExperimentException ex = catchThrowableOfType(ImpossibleExperimentException.class,
				() -> study("\"search\": {\"kind\": \"halving\"}, \"untilDecided\": {\"most\": 5},"
						+ " \"axes\": [{\"field\": \"dropout\", \"values\": [0.1]},"
						+ " {\"field\": \"earlyStopping\", \"values\": [{\"dataset\": \"qa\", \"metric\": \"f1\", \"patience\": 1}]}]"));
		assertThat(ex.faults()).extracting(Fault::field)
			.containsExactly("search", "plan.earlyStopping", "untilDecided");
		ExperimentFaultsException malformed = catchThrowableOfType(ExperimentFaultsException.class,
				() -> study("\"search\": {\"kind\": \"random\", \"reduction\": 1, \"rungs\": 7, \"metric\": \" \"}"));
		assertThat(malformed.faults()).extracting(Fault::field)
			.containsExactly("search.reduction", "search.rungs", "search", "search.metric");
	}

	@Test
	void combinationsThatAreEvaluatedOnOtherDatasetsAreRejected() {
		String mixtures = "\"search\": {\"kind\": \"halving\"}, \"axes\": [{\"field\": \"tasks\", \"values\": ["
				+ "[{\"dataset\": \"qa\"}, {\"dataset\": \"swag\"}], [{\"dataset\": \"swag\"}, {\"dataset\": \"qa\"%s}]%s]}]";
		assertThat(Pointless.faults(study(mixtures.formatted("", "")))).containsExactly(new Fault("search",
				"halving compares all combinations on the dataset of their leading task, which must be the same, but it is 'qa' in qa + swag and 'swag' in swag + qa"));
		assertThat(Pointless.faults(study(mixtures.formatted(", \"leads\": true", "")))).isEmpty();
		assertThat(Pointless.faults(study(mixtures.formatted(", \"leads\": true",
				", [{\"dataset\": \"qa\", \"evaluateOn\": [\"qa-hard\"]}, {\"dataset\": \"swag\"}]"))))
			.singleElement()
			.satisfies((fault) -> assertThat(fault.message()).contains("'qa-hard'"));
	}

	private static Search search(int reduction, Integer rungs) {
		return new Search(Kind.HALVING, null, null, null, reduction, rungs, null, null);
	}

	private static Study study(String fields) {
		return Studies.of(JsonMapper.shared().readValue("{" + PLAN + ", " + fields + "}", ExperimentRequest.class));
	}

}
