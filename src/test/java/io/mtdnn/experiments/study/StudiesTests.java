package io.mtdnn.experiments.study;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.task.Fault;
import io.mtdnn.task.NameText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StudiesTests {

	private static final String PLAN = """
			"plan": {"encoder": "tiny", "epochs": 2, "tasks": [{"dataset": "qa", "weight": 0.8}, {"dataset": "swag"}],
			 "limits": {"train": {"qa": 1000, "swag": 500}}}""";

	@Test
	void everyValueIsCombinedWithEverySeedAndAppearsInTheName() {
		Study study = study(
				"\"name\": \"w\", \"seeds\": [1, 2], \"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [0.5, 1.0]},"
						+ " {\"field\": \"learningRate\", \"values\": [1e-4, 3e-5]}]");
		assertThat(study.arms()).extracting(Arm::label)
			.containsExactly("baseline", "qa weight 0.5, learningRate 1e-4", "qa weight 0.5, learningRate 3e-5",
					"qa weight 1.0, learningRate 1e-4", "qa weight 1.0, learningRate 3e-5");
		assertThat(study.runs()).hasSize(10)
			.extracting((run) -> run.request().fields().path("name").asString())
			.startsWith("w: baseline, seed 1", "w: qa weight 0.5, learningRate 1e-4, seed 1");
		assertThat(study.runs()).extracting(PlannedRun::key).doesNotHaveDuplicates();
		assertThat(study.runs().get(5).seed()).isEqualTo(2);
	}

	@Test
	void aWeightOfOneDropsTheOtherTasksAndMakesTheBaseline() {
		Study study = study("\"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [0.5, 1.0]}]");
		Arm alone = study.arms().get(1);
		assertThat(alone.baseline()).isTrue();
		assertThat(alone.control()).isNull();
		assertThat(alone.request().fields().path("tasks").toString())
			.isEqualTo("[{\"dataset\":\"qa\",\"weight\":1.0}]");
		assertThat(alone.request().fields().path("limits").path("train").toString()).isEqualTo("{\"qa\":1000}");
		assertThat(study.arms()).hasSize(2);
	}

	@Test
	void controlsAreAddedByOneField() {
		Study study = study(
				"\"controls\": [\"baseline\", \"equal-steps\", \"placebo\"], \"axes\": [{\"field\": \"dropout\", \"values\": [0.1]}]");
		assertThat(study.arms()).extracting(Arm::label)
			.containsExactly("baseline", "equal steps", "placebo", "dropout 0.1");
		// 2 epochs at weight 0.8 are 2.5 epochs of questions: 3 of 5/6 of them
		assertThat(study.arms().get(1).request().fields().path("epochs").asInt()).isEqualTo(3);
		assertThat(study.arms().get(1).request().fields().path("limits").path("train").path("qa").asInt())
			.isEqualTo(833);
		assertThat(study.arms().get(2).request().fields().path("tasks").get(1).path("placebo").asBoolean()).isTrue();
		assertThat(study.baseline().label()).isEqualTo("baseline");
	}

	@Test
	void withAStepBudgetMixturesReadFewerQuestions() {
		Study study = study(
				"\"budget\": \"steps\", \"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [0.5, 0.8, 1.0]}]");
		assertThat(study.arms()).extracting((arm) -> arm.request().fields().path("epochs").asInt())
			.containsExactly(1, 2, 2);
		assertThat(study.arms())
			.extracting((arm) -> arm.request().fields().path("limits").path("train").path("qa").asInt())
			.containsExactly(1000, 800, 1000);
	}

	@Test
	void presetsAcceptAnyEncoderAndLimits() {
		Study study = Studies.of(
				request("""
						{"preset": "table-2", "plan": {"encoder": "tiny", "limits": {"train": {"squad-v2": 100, "mnli": 50}}}}"""));
		assertThat(study.arms()).hasSize(5);
		assertThat(study.definition().plan().fields().path("encoder").asString()).isEqualTo("tiny");
		assertThat(study.arms().get(4).request().fields().path("limits").toString())
			.isEqualTo("{\"train\":{\"squad-v2\":100}}");
		assertThat(Studies.of(request("{\"preset\": \"table-1\"}")).arms()).extracting(Arm::label)
			.containsExactly("QA", "QA+MCC", "QA+SC", "QA+MCC+SC");
		assertThat(Studies.of(request("{\"preset\": \"table-3\"}")).runs()).hasSize(6);
	}

	@Test
	void aStudyRebuiltFromItsDefinitionIsEqual() {
		Study study = study(
				"\"controls\": [\"baseline\", \"placebo\"], \"search\": {\"kind\": \"random\", \"count\": 3}");
		ExperimentRequest stored = JsonMapper.builder()
			.build()
			.readValue(JsonMapper.builder().build().writeValueAsString(study.definition()), ExperimentRequest.class);
		assertThat(Studies.of(stored).runs()).extracting(PlannedRun::key)
			.isEqualTo(study.runs().stream().map(PlannedRun::key).toList());
	}

	@Test
	void randomMixturesAreDeterminedByTheirSeedAndSumToOne() {
		Study study = study("\"controls\": [], \"search\": {\"kind\": \"random\", \"count\": 20, \"seed\": 3}");
		assertThat(study.arms()).hasSizeBetween(15, 20).allSatisfy((arm) -> {
			double first = arm.request().fields().path("tasks").get(0).path("weight").doubleValue();
			double second = arm.request().fields().path("tasks").get(1).path("weight").doubleValue();
			assertThat(Math.round(100 * (first + second))).isEqualTo(100);
			assertThat(Math.min(first, second)).isGreaterThanOrEqualTo(0.01);
		});
		assertThat(study("\"controls\": [], \"search\": {\"kind\": \"random\", \"count\": 20, \"seed\": 3}").arms())
			.isEqualTo(study.arms());
	}

	@Test
	void anExtensionKeepsTheExistingRuns() {
		Study study = study("\"seeds\": [0], \"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [0.5, 1.0]}]");
		Study longer = Studies.extended(study.definition(),
				JsonMapper.builder()
					.build()
					.readValue("{\"seeds\": [0, 7], \"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [0.7]}]}",
							Extension.class));
		assertThat(longer.runs()).hasSize(6)
			.extracting(PlannedRun::key)
			.containsAll(study.runs().stream().map(PlannedRun::key).toList());
	}

	@Test
	void anExtensionNeedsNoLabelsWhereTheStudyHasNone() {
		String mixture = IntStream.range(0, 12)
			.mapToObj((i) -> "{\"dataset\": \"auxiliary-" + i + "\", \"weight\": 0.05}")
			.collect(Collectors.joining(", ", "[{\"dataset\": \"qa\"}, ", "]"));
		Study study = study("\"axes\": [{\"field\": \"tasks\", \"values\": [[{\"dataset\": \"qa\"}]]}]");
		Study longer = Studies.extended(study.definition(), extension(mixture));
		assertThat(longer.arms()).hasSize(2);
		assertThat(longer.arms().get(1).label()).hasSizeGreaterThan(100).startsWith("qa + auxiliary-0 0.05 + ");
		Study twice = Studies.extended(longer.definition(),
				extension("[{\"dataset\": \"qa\", \"batchSize\": 4}], [{\"dataset\": \"qa\", \"batchSize\": 8}]"));
		assertThat(twice.arms()).extracting(Arm::label).endsWith("qa (2)", "qa (3)");
	}

	private static Extension extension(String mixtures) {
		return JsonMapper.builder()
			.build()
			.readValue("{\"axes\": [{\"field\": \"tasks\", \"values\": [" + mixtures + "]}]}", Extension.class);
	}

	@Test
	void aTaskThatAMixtureLacksIsAFaultOfTheAxisThatNamesIt() {
		List<Fault> faults = impossible("\"axes\": [{\"field\": \"tasks\", \"values\": [[{\"dataset\": \"qa\"}],"
				+ " [{\"dataset\": \"qa\"}, {\"dataset\": \"swag\"}]]}, {\"field\": \"tasks[swag].weight\", \"values\": [0.1, 0.2]},"
				+ " {\"field\": \"tasks[cola].weight\", \"values\": [0.1]}]");
		assertThat(faults).extracting(Fault::field).containsExactly("axes[1].field", "axes[2].field");
		assertThat(faults.get(0).message()).isEqualTo("'swag' is not among the tasks of the request (in qa)");
		assertThat(faults.get(1).message())
			.isEqualTo("'cola' is not among the tasks of the request (in qa; qa + swag)");
	}

	@Test
	void tasksThatAreNotObjectsAreLeftToTheCheckOfThePlan() {
		for (String tasks : List.of("[\"qa\", \"swag\"]", "{\"dataset\": \"qa\"}", "[[], null]", "7")) {
			Study study = Studies
				.of(request("{\"controls\": [\"baseline\", \"placebo\", \"equal-steps\"], \"plan\": {\"tasks\": "
						+ tasks + "}, \"axes\": [{\"field\": \"dropout\", \"values\": [0.1]}]}"));
			assertThat(study.arms()).isNotEmpty();
		}
		assertThatThrownBy(() -> Studies
			.of(request("{\"plan\": {\"tasks\": [\"qa\", \"swag\"]}, \"search\": {\"kind\": \"random\"}}")))
			.isInstanceOf(ImpossibleExperimentException.class);
	}

	@Test
	void theTaskThatLeadsIsTheBaseline() {
		Study study = Studies.of(request("{\"controls\": [\"baseline\", \"equal-steps\", \"placebo\"],"
				+ " \"axes\": [{\"field\": \"dropout\", \"values\": [0.1]}], \"plan\": {\"epochs\": 2, \"tasks\": [{\"dataset\": \"qa\"},"
				+ " {\"dataset\": \"cola\", \"weight\": 0.8, \"leads\": true}], \"limits\": {\"train\": {\"cola\": 1000, \"qa\": 10}}}}"));
		assertThat(Tasks.names(study.baseline().request())).containsExactly("cola");
		// 2 epochs at weight 0.8 are 3 of 5/6 of the examples
		assertThat(study.arms().get(1).request().fields().path("limits").path("train").toString())
			.isEqualTo("{\"cola\":833}");
		assertThat(study.arms().get(2).request().fields().path("tasks").get(0).path("placebo").asBoolean()).isTrue();
		assertThat(study.arms().get(2).request().fields().path("tasks").get(1).has("placebo")).isFalse();
	}

	@Test
	void theTaskThatLeadsThePlanIsTheBaselineWhereverItIs() {
		ExperimentRequest request = Leads
			.named(request("{\"plan\": {\"tasks\": [{\"dataset\": \"cola\"}, {\"dataset\": \"qa\", \"weight\": 0.8}]},"
					+ " \"axes\": [null, {\"field\": \"dropout\", \"values\": [0.1]}, {\"field\": \"tasks\", \"values\": ["
					+ "[{\"dataset\": \"cola\"}, {\"dataset\": \"qa\"}], [{\"dataset\": \"qa\"}, {\"dataset\": \"cola\"}], 7]}]}"),
					StudiesTests::questions);
		assertThat(request.axes().get(2).values()).extracting(Object::toString)
			.containsExactly("[{\"dataset\":\"cola\"},{\"dataset\":\"qa\",\"leads\":true}]",
					"[{\"dataset\":\"qa\"},{\"dataset\":\"cola\"}]", "7");
		Study study = Studies.of(request.with(List.of(0L), List.of()));
		assertThat(Tasks.names(study.baseline().request())).containsExactly("qa");
		assertThat(study.arms().get(1).leadingWeight()).isEqualTo(0.8);
		assertThat(Leads.named(study.definition(), StudiesTests::questions)).isEqualTo(study.definition());
	}

	@Test
	void aMixtureOfTheLeadingTaskAloneIsTheBaselineAlthoughItNamesNone() {
		Study study = Studies.of(request("{\"plan\": {\"tasks\": [{\"dataset\": \"cola\"},"
				+ " {\"dataset\": \"qa\", \"leads\": true}]}, \"axes\": [{\"field\": \"tasks\", \"values\": [[{\"dataset\": \"qa\"}], [{\"dataset\": \"cola\"}]]}]}"));
		assertThat(study.arms()).extracting(Arm::label).containsExactly("qa", "cola");
		assertThat(study.arms()).extracting(Arm::baseline).containsExactly(true, false);
	}

	/** The rule of plans if only qa has questions. */
	private static OptionalInt questions(JsonNode tasks) {
		return IntStream.range(0, tasks.size())
			.filter((i) -> tasks.get(i).path("dataset").asString("").equals("qa"))
			.findFirst();
	}

	@Test
	void stepsThatCannotBeMadeEqualAreAFault() {
		String plan = "\"plan\": {\"epochs\": 2, \"tasks\": [{\"dataset\": \"qa\", \"weight\": 0.8}, {\"dataset\": \"swag\"}]%s},"
				+ " \"budget\": \"steps\", \"controls\": [\"baseline\", \"equal-steps\"],"
				+ " \"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [0.5, 0.7, 1.0]}]";
		assertThat(Pointless.faults(Studies.of(request("{" + plan.formatted("") + "}")))).containsExactly(new Fault(
				"controls[1]",
				"'equal-steps' requires limits.train[qa], because epochs are whole: 2 would become 2.50 of the leading task alone"),
				new Fault("budget",
						"'steps' requires limits.train[qa], because epochs are whole: 2 would become 1.40 (in qa weight 0.7)"));
		assertThat(Pointless
			.faults(Studies.of(request("{" + plan.formatted(", \"limits\": {\"train\": {\"qa\": 1000}}") + "}"))))
			.isEmpty();
	}

	@Test
	void stepsAreMadeEqualOnlyIfTheWeightsAreFixed() {
		String plan = "{\"plan\": {\"tasks\": [{\"dataset\": \"qa\"}, {\"dataset\": \"swag\"}], \"limits\": {\"train\": {\"qa\": 1000}},"
				+ " \"sampling\": {\"policy\": \"%s\"}}, \"budget\": \"steps\", \"controls\": [\"baseline\", \"equal-steps\"]}";
		for (String policy : List.of("proportional", "annealed-weights")) {
			assertThat(Pointless.faults(Studies.of(request(plan.formatted(policy))))).extracting(Fault::field)
				.containsExactly("controls[1]", "budget");
		}
		assertThat(Pointless.faults(Studies.of(request(plan.formatted("fixed"))))).isEmpty();
	}

	@Test
	void whatWouldHaveNoEffectIsAFault() {
		String axes = "\"axes\": [{\"field\": \"dropout\", \"values\": [0.1]}]";
		assertThat(Pointless.faults(study(axes + ", \"untilDecided\": {\"most\": 4},"
				+ " \"controls\": [\"baseline\", \"equal-steps\", \"placebo\"]")))
			.isEmpty();
		assertThat(Pointless.faults(study(axes + ", \"untilDecided\": {\"most\": 3}, \"controls\": []")))
			.containsExactly(new Fault("untilDecided.most", "must be more than the number of seeds (3), not 3"),
					new Fault("untilDecided", "requires a baseline to compare with; add 'baseline' to the controls"));
		assertThat(Pointless.faults(Studies.of(request(
				"{\"controls\": [\"baseline\", \"placebo\"], \"untilDecided\": {\"most\": 9}, \"plan\": {\"tasks\":"
						+ " [{\"dataset\": \"qa\"}]}}"))))
			.containsExactly(
					new Fault("controls[1]", "the control 'placebo' requires a base plan with two or more tasks"),
					new Fault("untilDecided", "requires a combination besides the baseline"));
	}

	@Test
	void numbersThatAreWrittenDifferentlyAreTheSameValue() {
		String same = "\"axes\": [{\"field\": \"dropout\", \"values\": [0.1, 0.2]}, {\"field\": \"tasks[qa].weight\", \"values\": [1, 0.5, 1.0]}]";
		assertThat(Pointless.faults(study(same)))
			.containsExactly(new Fault("axes[1].values", "a value is given twice, such as 1 and 1.0"));
		String mixtures = "\"axes\": [{\"field\": \"tasks\", \"values\": [[{\"dataset\": \"qa\", \"lossWeight\": 2}], [{\"dataset\": \"qa\", \"lossWeight\": %s}]]}]";
		assertThat(Pointless.faults(study(mixtures.formatted("2.0")))).extracting(Fault::field)
			.containsExactly("axes[0].values");
		assertThat(Pointless.faults(study(mixtures.formatted("2.5")))).isEmpty();
	}

	@Test
	void anExtensionAddsNoValueThatIsWrittenDifferently() {
		Study study = study("\"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [1, 0.5]}]");
		Study longer = Studies.extended(study.definition(),
				JsonMapper.builder()
					.build()
					.readValue("{\"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [1.0, 0.50, 0.7]}]}",
							Extension.class));
		assertThat(longer.definition().axes().get(0).values()).hasSize(3);
	}

	@Test
	void allFaultsOfTheAxesAreNamed() {
		List<Fault> faults = impossible(
				"\"axes\": [{\"field\": \"lerningRate\", \"values\": [1]}, {\"field\": \"seed\", \"values\": [1]},"
						+ " {\"field\": \"dropout\", \"values\": [0.1, 0.1]}, {\"field\": \"dropout\", \"values\": [0.2]}]");
		assertThat(faults).extracting(Fault::field)
			.containsExactly("axes[0].field", "axes[1].field", "axes[2].values", "axes[3].field");
		assertThat(faults.get(3).message()).isEqualTo("two axes vary 'dropout'");
	}

	@Test
	void axesOnTheSameFieldAreFoundUnderAnySpelling() {
		List<Fault> faults = impossible("\"axes\": [{\"field\": \"tasks[qa].weight\", \"values\": [0.5]},"
				+ " {\"field\": \"tasks[0].weight\", \"values\": [0.7]}, {\"field\": \"limits\", \"values\": [{}]},"
				+ " {\"field\": \"limits.train[qa]\", \"values\": [10]}]");
		assertThat(faults).extracting(Fault::field).containsExactly("axes[1].field", "axes[3].field");
		assertThat(faults.get(1).message())
			.isEqualTo("'limits.train[qa]' and 'limits' vary the same field: one contains the other");
	}

	@Test
	void labelsOfDifferentPlansDiffer() {
		Study study = study(
				"\"controls\": [], \"axes\": [{\"field\": \"tasks\", \"values\": [[{\"dataset\": \"qa\"}, {\"dataset\": \"swag\"}],"
						+ " [{\"dataset\": \"qa\"}, {\"dataset\": \"swag\", \"placebo\": true}]]}]");
		assertThat(study.arms()).extracting(Arm::label).containsExactly("qa + swag", "qa + swag (2)");
	}

	@Test
	void aLongNameKeepsTheSeed() {
		Study study = study(
				"\"name\": \"" + "n".repeat(150) + "\", \"seeds\": [77], \"axes\": [{\"field\": \"dropout\","
						+ " \"values\": [0.1], \"labels\": [\"" + "l".repeat(100) + "\"]}]");
		assertThat(study.runs().get(1).request().fields().path("name").asString()).hasSize(200).endsWith("l, seed 77");
	}

	@Test
	void aCutDoesNotDivideACharacter() {
		String axis = "{\"field\": \"%s\", \"values\": [0.1], \"labels\": [\"%s\"]}";
		Study named = study("\"name\": \"" + "n".repeat(150) + "\", \"seeds\": [77], \"axes\": ["
				+ axis.formatted("dropout", "l".repeat(38) + "\uD83D\uDE00" + "l".repeat(20)) + "]");
		String name = named.runs().get(1).request().fields().path("name").asString();
		assertThat(name).hasSize(199).endsWith("l, seed 77").matches(NameText::isAllowed);
		Study labelled = study("\"axes\": [" + axis.formatted("dropout", "a".repeat(100)) + ", "
				+ axis.formatted("learningRate", "b".repeat(100)) + ", "
				+ axis.formatted("weightDecay", "c".repeat(95) + "\uD83D\uDE00cc") + "]");
		assertThat(labelled.arms().get(1).label()).endsWith("ccc...").matches(NameText::isStorable);
	}

	@Test
	void tooManyCombinationsAreCountedButNotBuilt() {
		String values = "[1e-1" + IntStream.range(2, 318).mapToObj((i) -> "," + i + "e-4").reduce("", String::concat)
				+ "]";
		List<Fault> faults = impossible("\"axes\": [{\"field\": \"learningRate\", \"values\": " + values
				+ "}, {\"field\": \"weightDecay\", \"values\": " + values + "}]");
		assertThat(faults).singleElement()
			.satisfies((fault) -> assertThat(fault.message())
				.isEqualTo("100489 combinations with 3 seeds are 301467 runs; at most 500 are allowed"));
	}

	@Test
	void malformedRequestsNameEveryField() {
		ExperimentFaultsException ex = catchThrowableOfType(ExperimentFaultsException.class, () -> Studies.of(
				request("""
						{"name": "a\\nb", "parallel": 0, "seeds": [1, 1], "axes": [{"field": "dropout", "values": []}, {"values": [1]}],
						 "untilDecided": {"most": 1}}""")));
		assertThat(ex.faults()).extracting(Fault::field)
			.containsExactly("plan", "name", "parallel", "untilDecided.most", "seeds", "axes[0].values",
					"axes[1].field");
	}

	@Test
	void fieldsOfASearchThatDrawsNoMixturesAreFaults() {
		String drawn = "\"search\": {\"kind\": \"%s\", \"seed\": 3, \"concentration\": 0.5%s}";
		assertThat(malformed(drawn.formatted("grid", ", \"count\": 4"))).containsExactly("search.count", "search.seed",
				"search.concentration");
		assertThat(malformed(drawn.formatted("halving", ""))).containsExactly("search.seed", "search.concentration");
		assertThat(study(drawn.formatted("halving", ", \"count\": 4")).combinations()).isNotEmpty();
		assertThat(study("\"search\": {\"kind\": \"grid\"}").arms()).isNotEmpty();
	}

	private static List<String> malformed(String fields) {
		return catchThrowableOfType(ExperimentFaultsException.class, () -> study(fields)).faults()
			.stream()
			.map(Fault::field)
			.toList();
	}

	@Test
	void aFieldThatAPresetsPlanLacksIsNamed() {
		assertThatThrownBy(() -> Studies
			.of(request("{\"preset\": \"table-3\", \"plan\": {\"learningRat\": 1}, \"seeds\": [0, 1, 2]}")))
			.isInstanceOfSatisfying(ImpossibleExperimentException.class,
					(ex) -> assertThat(ex.faults()).extracting(Fault::field).containsExactly("plan.learningRat"));
	}

	private static List<Fault> impossible(String fields) {
		return catchThrowableOfType(ImpossibleExperimentException.class, () -> study(fields)).faults();
	}

	private static Study study(String fields) {
		return Studies.of(request("{" + fields + ", " + PLAN + "}"));
	}

	private static ExperimentRequest request(String json) {
		return JsonMapper.builder().build().readValue(json, ExperimentRequest.class);
	}

}
