package io.mtdnn.experiments.study;

import java.util.List;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.task.Fault;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AdaptiveStudiesTests {

	private static final String TASKS = "[{\"dataset\": \"qa\", \"weight\": 0.8}, {\"dataset\": \"swag\"}, {\"dataset\": \"cola\"}]";

	private static final String PROCESS = "\"search\": {\"kind\": \"gaussian-process\"%s}";

	private static final String THOMPSON = "\"search\": {\"kind\": \"thompson\"%s}";

	@Test
	void theFirstMixturesAreThoseOfARandomSearch() {
		Study process = study(PROCESS.formatted(", \"count\": 10, \"seed\": 7, \"initial\": 4"));
		Study random = study("\"search\": {\"kind\": \"random\", \"count\": 4, \"seed\": 7}");
		assertThat(process.arms()).isEqualTo(random.arms());
		assertThat(process.later()).isEqualTo(6);
		assertThat(process.mostLater()).isEqualTo(18);
	}

	@Test
	void defaultsAreStored() {
		Search process = study(PROCESS.formatted("")).definition().search();
		assertThat(process).isEqualTo(new Search(Search.Kind.GAUSSIAN_PROCESS, 12, 0L, 1.0, null, null, null, 6));
		Study thompson = study(THOMPSON.formatted(""));
		assertThat(thompson.definition().search())
			.isEqualTo(new Search(Search.Kind.THOMPSON, 8, 0L, null, null, null, null, null));
		assertThat(thompson.definition().seeds()).containsExactly(0L);
		for (Study study : List.of(study(PROCESS.formatted("")), thompson)) {
			assertThat(Studies.of(study.definition())).isEqualTo(study);
		}
	}

	@Test
	void mixturesOfTheRequestComeFirst() {
		String own = TASKS.replace("\"swag\"", "\"swag\", \"weight\": 0.15")
			.replace("\"cola\"", "\"cola\", \"weight\": 0.05");
		Study study = study(PROCESS.formatted(", \"initial\": 3")
				+ ", \"axes\": [{\"field\": \"tasks\", \"labels\": [\"own\"], \"values\": [" + own + "]}]");
		assertThat(study.combinations()).hasSize(3);
		assertThat(study.combinations().get(0).label()).isEqualTo("qa 0.8 + swag 0.15 + cola 0.05");
		assertThat(Studies.of(study.definition())).isEqualTo(study);
	}

	@Test
	void givenMixturesAreNotCountedAsChosen() {
		String tasks = "[{\"dataset\": \"qa\", \"weight\": %s}, {\"dataset\": \"swag\", \"weight\": %s}]";
		String own = String.join(", ", tasks.formatted(0.2, 0.8), tasks.formatted(0.4, 0.6), tasks.formatted(0.5, 0.5),
				tasks.formatted(0.6, 0.4), tasks.formatted(0.8, 0.2));
		String axes = ", \"axes\": [{\"field\": \"tasks\", \"values\": [" + own + "]}]";
		Study study = study(PROCESS.formatted("") + axes, tasks.formatted(0.5, 0.5));
		assertThat(study.definition().search().initial()).isEqualTo(5);
		assertThat(Studies.of(study.definition())).isEqualTo(study);
		Study small = study(PROCESS.formatted(", \"count\": 4") + axes, tasks.formatted(0.5, 0.5));
		assertThat(small.definition().search().initial()).isEqualTo(3);
		assertThat(Studies.of(small.definition())).isEqualTo(small);
		assertThat(Pointless.faults(study)).isEmpty();
		assertThat(Pointless.faults(small)).extracting(Fault::field).containsExactly("search.count");
		assertThat(Pointless.faults(study(PROCESS.formatted(", \"count\": 5") + axes, tasks.formatted(0.5, 0.5))))
			.isEmpty();
	}

	@Test
	void aPresetGivesItsPlanAlone() {
		ExperimentRequest request = JsonMapper.builder()
			.build()
			.readValue("{\"preset\": \"table-2\", \"search\": {\"kind\": \"thompson\"}}", ExperimentRequest.class);
		assertThat(Studies.of(request).combinations()).extracting(Arm::auxiliary)
			.containsExactly("swag", "cola", "mrpc", "mnli");
	}

	@Test
	void searchesThatCannotLearnAreRejected() {
		assertThat(impossible(PROCESS.formatted("")
				+ ", \"untilDecided\": {\"most\": 5}, \"axes\": [{\"field\": \"dropout\", \"values\": [0.1]},"
				+ " {\"field\": \"tasks\", \"values\": [[{\"dataset\": \"qa\"}]]}]"))
			.containsExactlyInAnyOrder("axes[0].field", "untilDecided", "axes[1].values[0]");
		assertThat(impossible(THOMPSON.formatted(", \"count\": 4") + ", \"seeds\": [0, 1], \"controls\": []"))
			.containsExactly("search.count", "search");
		assertThat(impossible(PROCESS.formatted(", \"count\": 100") + ", \"seeds\": [0, 1, 2, 3, 4]"))
			.containsExactly("search.count");
		assertThat(malformed(PROCESS.formatted(", \"count\": 2"))).containsExactly("search.count");
		assertThat(malformed(PROCESS.formatted(", \"count\": 5, \"initial\": 5"))).containsExactly("search.initial");
		assertThat(malformed(PROCESS.formatted(", \"initial\": 1"))).containsExactly("search.initial");
		assertThat(malformed(THOMPSON.formatted(", \"initial\": 4, \"concentration\": 1")))
			.containsExactly("search.initial", "search.concentration");
	}

	@Test
	void oneTaskHasNoMixtures() {
		for (String search : List.of(PROCESS, THOMPSON)) {
			assertThat(catchThrowableOfType(ImpossibleExperimentException.class,
					() -> study(search.formatted(""), "[{\"dataset\": \"qa\"}]"))
				.faults()).extracting(Fault::field).containsExactly("search");
		}
		assertThat(catchThrowableOfType(ImpossibleExperimentException.class,
				() -> study(THOMPSON.formatted(""), "[{\"dataset\": \"qa\", \"weight\": 1}, {\"dataset\": \"swag\"}]"))
			.faults()).extracting(Fault::field).containsExactly("search");
	}

	@Test
	void mixturesThatLeadWithAnotherTaskAreRejected() {
		String own = ", \"axes\": [{\"field\": \"tasks\", \"values\": [[{\"dataset\": \"qa\", \"weight\": 0.5},"
				+ " {\"dataset\": \"swag\", \"weight\": 0.3}, {\"dataset\": \"cola\", \"weight\": 0.2%s}]]}]";
		assertThat(Pointless.faults(study(PROCESS.formatted("") + own.formatted("")))).isEmpty();
		assertThat(Pointless.faults(study(PROCESS.formatted("") + own.formatted(", \"leads\": true")))).singleElement()
			.satisfies((fault) -> assertThat(fault.field()).isEqualTo("search"))
			.satisfies((fault) -> assertThat(fault.message()).startsWith("a Gaussian process compares")
				.endsWith("'qa' in the plan and 'cola' in qa 0.5 + swag 0.3 + cola 0.2"));
	}

	@Test
	void aBudgetOfStepsMustAllowEveryWeight() {
		Study study = study(PROCESS.formatted("") + ", \"budget\": \"steps\"");
		assertThat(Pointless.faults(study)).extracting(Fault::field).containsExactly("budget");
	}

	private static List<String> impossible(String fields) {
		return catchThrowableOfType(ImpossibleExperimentException.class, () -> study(fields)).faults()
			.stream()
			.map(Fault::field)
			.toList();
	}

	private static List<String> malformed(String fields) {
		return catchThrowableOfType(ExperimentFaultsException.class, () -> study(fields)).faults()
			.stream()
			.map(Fault::field)
			.toList();
	}

	private static Study study(String fields) {
		return study(fields, TASKS);
	}

	private static Study study(String fields, String tasks) {
		return Studies.of(JsonMapper.builder()
			.build()
			.readValue("""
					{"plan": {"encoder": "tiny", "epochs": 2, "tasks": %s}, %s}""".formatted(tasks, fields),
					ExperimentRequest.class));
	}

}
