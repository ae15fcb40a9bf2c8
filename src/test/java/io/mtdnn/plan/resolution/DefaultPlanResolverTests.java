package io.mtdnn.plan.resolution;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.Split;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.plan.Affinity;
import io.mtdnn.plan.EarlyStopping;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.Keep;
import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.Limits;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Start;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.task.Fault;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.training.evaluation.EpochMetric;
import io.mtdnn.training.evaluation.EvaluatedMetrics;
import io.mtdnn.training.evaluation.KeptEpochs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class DefaultPlanResolverTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final DefaultPlanResolver resolver = new DefaultPlanResolver(new FakeDatasets(), new FakeEncoders(),
			(directory) -> 512, new EvaluatedMetrics(), DefaultPlanResolverTests::model);

	@Test
	void omittedFieldsGetThePapersValues() {
		TrainingPlan plan = this.resolver.resolve(request(task("squad-v2", null)));
		assertThat(JSON.readTree(JSON.writeValueAsString(plan))).isEqualTo(JSON.readTree("""
				{"name":"squad-v2","encoder":"bert-base-cased","tasks":[{"dataset":"squad-v2","weight":1.0}],"epochs":2,
				"batchSize":16,"accumulationSteps":1,"learningRate":3e-5,"dropout":0.3,"headDropout":0.3,
				"warmupFraction":0.1,"optimizer":"adamax","weightDecay":0.01,"clipNorm":1.0,"maxSequenceLength":384,
				"maxQuestionLength":64,"docStride":128,"maxAnswerLength":30,"onExhaustion":"cycle","spanLoss":"sum",
				"precision":"fp32","seed":42,"limits":{"train":{},"evaluation":{}},"maxSkippedRows":0,"keep":"last",
				"checkpointEverySteps":0}"""));
	}

	@Test
	void aNameMadeFromManyTasksIsShortened() {
		List<String> names = Stream.of("a", "b", "c", "d").map((letter) -> letter.repeat(64)).toList();
		DefaultPlanResolver other = new DefaultPlanResolver(new FakeDatasets() {
			@Override
			public List<String> names() {
				return names;
			}
		}, new FakeEncoders(), (directory) -> 512, new EvaluatedMetrics(), DefaultPlanResolverTests::model);
		TrainingPlan plan = other
			.resolve(request(names.stream().map((name) -> task(name, null)).toArray(PlannedTask[]::new)));
		assertThat(plan.name()).hasSize(200).startsWith("a").endsWith("c...");
	}

	@Test
	void aModelReplacesTheEncoder() {
		TrainingPlan plan = this.resolver
			.resolve(starting("{\"model\": \"newest\"}", task("squad-v2", null), task("swag", null)));
		assertThat(plan.encoder()).isEqualTo("model:m-1");
		assertThat(plan.start()).isEqualTo(new Start("m-1", Map.of("squad-v2", "squad-v2")));
		assertThat(this.resolver.resolve(TrainingRequests.of(plan))).isEqualTo(plan);
		assertThat(this.resolver.resolve(starting("{\"model\": \"m-1\", \"heads\": {}}", task("squad-v2", null)))
			.continuedHeads()).isEmpty();
		assertRefused(starting("{\"model\": \"other\"}", task("squad-v2", null)), "start.model", "there is no model");
		assertRefused(starting("{\"model\": \"m-1\", \"heads\": {\"swag\": \"squad-v2\"}}", task("swag", null)),
				"start.heads[swag]", "is for question answering, but dataset 'swag' requires one for multiple-choice");
		assertRefused(starting("{\"model\": \"m-1\", \"heads\": {\"cola\": \"squad-v2\"}}", task("swag", null)),
				"start.heads[cola]", "not among the tasks");
		assertRefused(request(Map.of("start", Map.of("model", "m-1")), task("squad-v2", null)), "encoder",
				"leave out encoder or start");
	}

	private static TrainingRequest starting(String start, PlannedTask... tasks) {
		Map<String, Object> fields = new HashMap<>();
		fields.put("encoder", null);
		fields.put("start", JSON.readTree(start));
		return request(fields, tasks);
	}

	/** RoBERTa's rows have four special tokens, one more than BERT's. */
	@ParameterizedTest
	@CsvSource({ "197, 64, 128", "196, 64, 128", "195, 64, 127", "128, 64, 60", "64, 32, 28", "11, 5, 2" })
	void robertaHasOneMoreSpecialToken(int length, int question, int stride) {
		for (Map<String, Object> start : List.<Map<String, Object>>of(Map.of("encoder", "roberta-base"),
				Map.of("start", Map.of("model", "m-roberta")))) {
			Map<String, Object> fields = new HashMap<>(start);
			fields.putIfAbsent("encoder", null);
			fields.put("maxSequenceLength", length);
			TrainingPlan plan = this.resolver.resolve(request(fields, task("squad-v2", null)));
			assertThat(plan.maxQuestionLength()).isEqualTo(question);
			assertThat(plan.docStride()).isEqualTo(stride);
			int capacity = length - question - 4;
			fields.put("docStride", capacity);
			assertThat(this.resolver.resolve(request(fields, task("squad-v2", null))).docStride()).isEqualTo(capacity);
			fields.put("docStride", capacity + 1);
			assertRefused(request(fields, task("squad-v2", null)), "docStride",
					"%d - %d - 4 = %d".formatted(length, question, capacity));
			fields.put("maxQuestionLength", length - 4);
			fields.put("docStride", 1);
			assertRefused(request(fields, task("squad-v2", null)), "maxQuestionLength",
					"set it to at most " + (length - 5));
			fields.put("maxQuestionLength", length - 5);
			assertThat(this.resolver.resolve(request(fields, task("squad-v2", null))).maxQuestionLength())
				.isEqualTo(length - 5);
		}
	}

	@Test
	void theTaskThatLeadsIsTheNamedOneOrTheFirstWithQuestions() {
		assertThat(leading("[{'dataset': 'swag'}, {'dataset': 'squad-v2'}]")).hasValue(1);
		assertThat(leading("[{'dataset': 'squad-v2'}, {'dataset': 'swag', 'leads': true}]")).hasValue(1);
		assertThat(leading("[{'dataset': 'squad-v2'}, {'dataset': 'swag'}]")).hasValue(0);
		assertThat(leading("[{'dataset': 'swag'}]")).hasValue(0);
		assertThat(leading("[]")).isEmpty();
	}

	private OptionalInt leading(String tasks) {
		return this.resolver.leading(JSON.readTree(tasks.replace('\'', '"')));
	}

	private static Optional<RegisteredModel> model(String reference) {
		if (reference.equals("m-roberta")) {
			return Optional.of(new RegisteredModel("m-roberta", "roberta", Instant.EPOCH, "roberta-base",
					List.of(new Task("squad-v2", HeadKind.SPAN, List.of())), 0, 384, 64, 128, Map.of(), Map.of()));
		}
		return reference.equals("m-1") || reference.equals("newest")
				? Optional.of(new RegisteredModel("m-1", "newest", Instant.EPOCH, "bert-base-cased",
						List.of(new Task("squad-v2", HeadKind.SPAN, List.of())), 0, 384, 64, 128, Map.of(), Map.of()))
				: Optional.empty();
	}

	@Test
	void tasksWithoutAWeightShareTheRemainder() {
		TrainingPlan plan = this.resolver
			.resolve(request(task("squad-v2", 0.8), task("swag", null), task("cola", null)));
		assertThat(plan.tasks()).extracting(PlannedTask::dataset).containsExactly("squad-v2", "swag", "cola");
		assertThat(plan.tasks()).extracting(PlannedTask::weight).containsExactly(0.8, 0.1, 0.1);
	}

	@Test
	void weightsAreSummedAsDecimals() {
		TrainingPlan plan = this.resolver.resolve(request(task("squad-v2", 0.7), task("swag", 0.2), task("cola", 0.1)));
		assertThat(plan.tasks()).extracting(PlannedTask::weight).containsExactly(0.7, 0.2, 0.1);
	}

	@Test
	void weightsOfAllTasksAreNormalised() {
		TrainingPlan plan = this.resolver.resolve(request(task("squad-v2", 0.6), task("swag", 0.2)));
		assertThat(plan.tasks()).extracting(PlannedTask::dataset, PlannedTask::weight)
			.containsExactly(tuple("squad-v2", 0.6 / 0.8), tuple("swag", 0.2 / 0.8));
	}

	/** Thirds have a sum below 1, because they are rounded. */
	@Test
	void aPlanThatIsSentAgainKeepsItsWeights() {
		TrainingPlan plan = this.resolver
			.resolve(request(task("squad-v2", null), task("swag", null), task("cola", null)));
		assertThat(this.resolver.resolve(TrainingRequests.of(plan))).isEqualTo(plan);
	}

	@Test
	void weightsThatLeaveNothingAreRejected() {
		assertRefused(request(task("squad-v2", 1.0), task("swag", null)), "tasks", "leaves nothing");
		assertRefused(request(task("squad-v2", 0.8), task("swag", 0.5)), "tasks", "sum to 1.3");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -0.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY })
	void weightsOutOfRangeAreRejected(double weight) {
		assertRefused(request(task("swag", null), task("squad-v2", weight)), "tasks[1].weight", "above 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\u0085", "\u2028", "\u202e", "\u2066", "\ud83d" })
	void namesThatForgeLogLinesAreRejected(String character) {
		assertRefused(request(Map.of("name", "a" + character + "INFO forged"), task("swag", null)), "name",
				"must not contain line breaks");
	}

	@Test
	void unknownNamesAreReportedWithTheKnownOnes() {
		assertRefused(request(task("squad", null)), "tasks[0].dataset", "cola, no-files, squad-v2, swag");
		assertRefused(request(task("swag", null), task("swag", null)), "tasks[1].dataset", "twice");
		TrainingRequest unknown = withEncoder("roberta", task("swag", null));
		assertRefused(unknown, "encoder", "there are: bert-base-cased");
		assertRefused(withEncoder(null, task("swag", null)), "encoder", "is required");
		assertRefused(request(), "tasks", "at least one");
	}

	@Test
	void windowsThatSkipOrOmitContextAreRejected() {
		assertRefused(windows(64, 61, 1), "maxQuestionLength", "no room");
		assertRefused(windows(128, 64, 62), "docStride", "128 - 64 - 3 = 61");
		assertRefused(windows(128, 64, 62), "docStride", "set it to at most 61");
		assertThat(this.resolver.resolve(windows(128, 64, 61)).docStride()).isEqualTo(61);
	}

	@ParameterizedTest
	@CsvSource({ "384, 64, 128", "196, 64, 128", "195, 64, 128", "194, 64, 127", "128, 64, 61", "64, 32, 29",
			"8, 4, 1" })
	void windowDefaultsFollowTheLength(int sequence, int question, int stride) {
		TrainingPlan plan = this.resolver.resolve(windows(sequence, null, null));
		assertThat(plan.maxQuestionLength()).isEqualTo(question);
		assertThat(plan.docStride()).isEqualTo(stride);
	}

	@Test
	void headsUseTheEncodersDropoutByDefault() {
		TrainingPlan same = this.resolver.resolve(dropout("\"dropout\": 0.1"));
		assertThat(same.dropoutOfHeads()).isEqualTo(0.1);
		TrainingPlan apart = this.resolver.resolve(dropout("\"dropout\": 0.1, \"headDropout\": 0.3"));
		assertThat(apart.dropout()).isEqualTo(0.1);
		assertThat(apart.dropoutOfHeads()).isEqualTo(0.3);
		assertRefused(dropout("\"headDropout\": 1"), "headDropout", "from 0.0 to 0.99");
	}

	private static TrainingRequest dropout(String fields) {
		return TrainingRequests
			.parse("{\"encoder\": \"bert-base-cased\", \"tasks\": [{\"dataset\": \"cola\"}], " + fields + "}");
	}

	/**
	 * As it was stored before heads had a dropout of their own and the kept epoch was a
	 * choice.
	 */
	@Test
	void aPlanOfAnEarlierVersionKeepsItsMeaning() {
		TrainingPlan plan = JSON.readValue("""
				{"name":"a","encoder":"bert-base-cased","tasks":[{"dataset":"squad-v2","weight":1.0}],"epochs":2,
				"batchSize":16,"accumulationSteps":1,"learningRate":3e-5,"dropout":0.1,"warmupFraction":0.1,
				"optimizer":"adamax","weightDecay":0.01,"clipNorm":1.0,"maxSequenceLength":384,"maxQuestionLength":64,
				"docStride":128,"maxAnswerLength":30,"onExhaustion":"cycle","spanLoss":"mean","precision":"fp32",
				"seed":42,"limits":{"train":{},"evaluation":{}},"maxSkippedRows":0,"checkpointEverySteps":0}""",
				TrainingPlan.class);
		assertThat(plan.dropoutOfHeads()).isEqualTo(0.1);
		assertThat(plan.spanLoss()).isEqualTo(SpanLoss.MEAN);
		assertThat(JSON.writeValueAsString(plan)).doesNotContain("headDropout", "keep");
		KeptEpochs kept = KeptEpochs.of(plan, List.of(new Task("squad-v2", HeadKind.SPAN, List.of())));
		assertThat(kept).isEqualTo(new KeptEpochs(Keep.BEST, EpochMetric.of("squad-v2", "f1"), false, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"policy\": \"fixed\"} | null", "{} | null",
			"{\"policy\": \"proportional\"} | {\"policy\":\"proportional\"}",
			"{\"policy\": \"proportional\", \"cap\": 9} | {\"policy\":\"proportional\",\"cap\":9}",
			"{\"policy\": \"temperature\"} | {\"policy\":\"temperature\",\"exponent\":0.5}",
			"{\"policy\": \"annealed\", \"cap\": 9} | {\"policy\":\"annealed\",\"exponent\":1.0,\"endExponent\":0.2,\"cap\":9}" })
	void aSamplingHasTheDefaultsOfItsPolicy(String asked, String resolved) {
		TrainingPlan plan = this.resolver
			.resolve(request(Map.of("sampling", JSON.readTree(asked)), task("swag", null), task("squad-v2", null)));
		assertThat(JSON.readTree(JSON.writeValueAsString(plan.sampling()))).isEqualTo(JSON.readTree(resolved));
		boolean weighted = plan.samplingPolicy().isByWeight();
		assertThat(plan.tasks()).extracting(PlannedTask::weight).containsOnly(weighted ? 0.5 : null);
	}

	@Test
	void affinityIsMeasuredLessOftenForSmallBatches() {
		Map<String, Object> asked = Map.of("affinity", Map.of(), "batchSize", 16);
		assertThat(this.resolver.resolve(request(asked, task("swag", null))).affinity())
			.isEqualTo(new Affinity(100, 8));
		PlannedTask small = new PlannedTask("squad-v2", null, null, null, 2, null, null);
		assertThat(this.resolver.resolve(request(asked, task("swag", null), small)).affinity())
			.isEqualTo(new Affinity(267, 8));
		assertThat(this.resolver.resolve(request(Map.of("affinity", Map.of("everySteps", 7)), small)).affinity())
			.isEqualTo(new Affinity(7, 8));
		assertThat(this.resolver.resolve(request(Map.of(), small)).affinity()).isNull();
		assertRefused(request(Map.of("affinity", Map.of("everySteps", 0)), small), "affinity.everySteps",
				"at least 1, not 0");
	}

	@Test
	void changingWeightsSumToOneAtBothEnds() {
		TrainingPlan plan = this.resolver.resolve(sampling("annealed-weights",
				"{\"dataset\": \"squad-v2\", \"weight\": 0.8}, {\"dataset\": \"swag\", \"endWeight\": 0.1}"));
		assertThat(plan.tasks()).extracting(PlannedTask::weight).containsExactly(0.8, 0.2);
		assertThat(plan.tasks()).extracting(PlannedTask::endWeight).containsExactly(0.9, 0.1);
	}

	@Test
	void unusedFieldsOfASamplingAreRejected() {
		assertRefused(sampling("temperature", "{\"dataset\": \"swag\", \"weight\": 0.8}"), "tasks[0].weight",
				"sampling 'temperature' draws tasks by the sizes of their datasets");
		assertRefused(sampling("fixed", "{\"dataset\": \"swag\", \"endWeight\": 0.8}"), "tasks[0].endWeight",
				"'fixed' does not use this field");
		assertRefused(sampling("annealed-weights", "{\"dataset\": \"swag\"}"), "tasks",
				"requires the endWeight of a task");
		assertRefused(request(Map.of("sampling", Map.of("cap", 5)), task("swag", null)), "sampling.cap",
				"'fixed' does not use this field");
		assertRefused(request(Map.of("sampling", Map.of("policy", "temperature", "exponent", -1)), task("swag", null)),
				"sampling.exponent", "from 0.0 to 10.0, not -1.0");
	}

	@Test
	void tasksHaveTheirOwnBatchesLossesAndLead() {
		TrainingPlan plan = this.resolver.resolve(sampling("fixed", "{\"dataset\": \"squad-v2\"}, "
				+ "{\"dataset\": \"swag\", \"leads\": true, \"batchSize\": 4, \"lossWeight\": 2, \"placebo\": true}"));
		assertThat(plan.tasks().get(1)).isEqualTo(new PlannedTask("swag", 0.5, null, 2.0, 4, true, true));
		assertThat(this.resolver
			.resolve(TrainingRequests.merge(TrainingRequests.of(plan), JSON.createObjectNode().put("keep", "best")))
			.keepMetric()).isEqualTo(new KeepMetric("swag", "accuracy"));
		assertRefused(sampling("fixed", "{\"dataset\": \"swag\", \"lossWeight\": 0}"), "tasks[0].lossWeight",
				"above 0.0 to 1000.0, not 0.0");
		assertRefused(
				sampling("fixed",
						"{\"dataset\": \"swag\", \"leads\": true}, {\"dataset\": \"squad-v2\", \"leads\": true}"),
				"tasks", "at most one task leads");
		assertRefused(request(Map.of("accumulationSteps", 4), new PlannedTask("swag", null, null, null, 2, null, null)),
				"tasks[0].batchSize", "must be at least accumulationSteps (4), not 2");
	}

	private static TrainingRequest sampling(String policy, String tasks) {
		return TrainingRequests.parse("{\"encoder\": \"bert-base-cased\", \"sampling\": {\"policy\": \"" + policy
				+ "\"}, \"tasks\": [" + tasks + "]}");
	}

	@Test
	void theMeanOverAllTasksMaySelectTheBestEpoch() {
		TrainingPlan plan = this.resolver.resolve(keep(Keep.BEST, KeepMetric.ofAllTasks(), null));
		assertThat(plan.keepMetric()).isEqualTo(KeepMetric.ofAllTasks());
		assertRefused(keep(Keep.BEST, new KeepMetric("swag", null, true), null), "keepMetric.mean", "leave 'dataset'");
	}

	@Test
	void theBestEpochIsSelectedByTheBestF1OrANamedMetric() {
		TrainingPlan best = this.resolver.resolve(keep(Keep.BEST, null, null));
		assertThat(best.keepMetric()).isEqualTo(new KeepMetric("squad-v2", "best_f1"));
		assertThat(this.resolver.resolve(keep(Keep.BOTH, new KeepMetric("swag", null), null)).keepMetric())
			.isEqualTo(new KeepMetric("swag", "accuracy"));
		assertThat(this.resolver.resolve(keep(null, null, null)).keep()).isEqualTo(Keep.LAST);
		assertRefused(keep(Keep.BEST, new KeepMetric(null, "accuracy"), null), "keepMetric.metric",
				"its metrics: exact, f1");
		for (String number : List.of("total", "NoAns_total", "best_f1_thresh", "always_empty_f1")) {
			assertRefused(keep(Keep.BEST, new KeepMetric("squad-v2", number), null), "keepMetric.metric",
					"'" + number + "' does not measure the model's answers");
		}
		assertRefused(keep(Keep.BEST, new KeepMetric("cola", null), null), "keepMetric.dataset", "not among the tasks");
		assertRefused(keep(null, new KeepMetric(null, "f1"), null), "keepMetric", "set 'keep' to 'best' or 'both'");
	}

	@Test
	void earlyStoppingUsesTheBestF1AndKeepsTheBestEpoch() {
		TrainingPlan plan = this.resolver.resolve(stopping(new EarlyStopping(null, null, 2)));
		assertThat(plan.earlyStopping()).isEqualTo(new EarlyStopping("squad-v2", "best_f1", 2));
		assertThat(plan.keep()).isEqualTo(Keep.BEST);
		assertThat(plan.keepMetric()).isEqualTo(new KeepMetric("squad-v2", "best_f1"));
		EarlyStopping accuracy = new EarlyStopping("swag", "accuracy", 1);
		assertThat(this.resolver.resolve(stopping(accuracy)).keepMetric())
			.isEqualTo(new KeepMetric("swag", "accuracy"));
		assertThat(this.resolver.resolve(keep(Keep.LAST, null, accuracy)).keepMetric()).isNull();
	}

	private static TrainingRequest keep(Keep keep, KeepMetric metric, EarlyStopping stopping) {
		Map<String, Object> fields = new HashMap<>();
		fields.put("keep", keep);
		fields.put("keepMetric", metric);
		fields.put("earlyStopping", stopping);
		return request(fields, task("swag", null), task("squad-v2", null));
	}

	@Test
	void limitsOfOtherDatasetsAreRejected() {
		assertRefused(limits(new Limits(Map.of("cola", 5), null)), "limits.train[cola]", "not among the tasks");
		assertRefused(limits(new Limits(null, Map.of("swag", 0))), "limits.evaluation[swag]", "at least 1");
	}

	@Test
	void earlyStoppingThatCanNeverTriggerIsRejected() {
		assertRefused(stopping(new EarlyStopping("cola", "accuracy", 1)), "earlyStopping.dataset",
				"not among the tasks");
		assertRefused(stopping(new EarlyStopping("swag", "f1", 1)), "earlyStopping.metric",
				"'f1' is not a metric of 'swag'; its metrics: accuracy");
		assertRefused(stopping(new EarlyStopping("squad-v2", "F1", 1)), "earlyStopping.metric",
				"exact, f1, HasAns_exact");
		assertRefused(stopping(new EarlyStopping("squad-v2", "f1", 0)), "earlyStopping.patience", "at least 1");
		EarlyStopping stopping = new EarlyStopping("squad-v2", "best_f1", 2);
		assertThat(this.resolver.resolve(stopping(stopping)).earlyStopping()).isEqualTo(stopping);
	}

	@Test
	void everyFaultIsReportedAtOnce() {
		Limits limits = new Limits(Map.of("swag", 0, "cola", 5), null);
		TrainingRequest request = request(
				Map.of("name", "a\nb", "encoder", "roberta", "epochs", 0, "batchSize", -1, "dropout", 1.5,
						"maxSequenceLength", 9999, "seed", -5L, "limits", limits, "earlyStopping",
						new EarlyStopping("swag", "f1", 0)),
				task("squad", null), task("swag", 2.0), task("swag", null), task("no-files", null));
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> this.resolver.resolve(request))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(Fault::field)
				.containsExactlyInAnyOrder("encoder", "tasks[0].dataset", "tasks[1].weight", "tasks[2].dataset",
						"tasks[3].dataset", "tasks[3].dataset", "name", "epochs", "batchSize", "dropout",
						"maxSequenceLength", "limits.train[swag]", "limits.train[cola]", "earlyStopping.metric",
						"earlyStopping.patience"));
	}

	@Test
	void consequentialFaultsAreOmitted() {
		TrainingRequest request = request(
				Map.of("maxSequenceLength", 9999, "maxQuestionLength", 9998, "docStride", 1, "limits",
						new Limits(Map.of("squad", 5), null), "earlyStopping", new EarlyStopping("squad", "f1", 1)),
				task("squad", 3.0), task("swag", null));
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> this.resolver.resolve(request))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(Fault::field)
				.containsExactly("tasks[0].dataset", "tasks[0].weight", "maxSequenceLength", "maxQuestionLength"));
	}

	@Test
	void sequencesMustFitTheEncoder() {
		assertRefused(windows(513, 64, 128), "maxSequenceLength", "reads at most 512 tokens, not 513");
	}

	private void assertRefused(TrainingRequest request, String field, String message) {
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> this.resolver.resolve(request))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo(field));
	}

	private static PlannedTask task(String dataset, Double weight) {
		return new PlannedTask(dataset, weight);
	}

	private static TrainingRequest request(PlannedTask... tasks) {
		return request(Map.of(), tasks);
	}

	private static TrainingRequest request(Map<String, Object> fields, PlannedTask... tasks) {
		Map<String, Object> all = new HashMap<>();
		all.put("encoder", "bert-base-cased");
		all.put("tasks", tasks);
		all.putAll(fields);
		return new TrainingRequest(JSON.valueToTree(all));
	}

	private static TrainingRequest withEncoder(String encoder, PlannedTask... tasks) {
		return request(Collections.singletonMap("encoder", encoder), tasks);
	}

	private static TrainingRequest windows(Integer sequence, Integer question, Integer stride) {
		Map<String, Object> fields = new HashMap<>();
		fields.put("maxSequenceLength", sequence);
		fields.put("maxQuestionLength", question);
		fields.put("docStride", stride);
		return request(fields, task("squad-v2", null));
	}

	private static TrainingRequest limits(Limits limits) {
		return request(Map.of("limits", limits), task("swag", null));
	}

	private static TrainingRequest stopping(EarlyStopping stopping) {
		return request(Map.of("earlyStopping", stopping), task("squad-v2", null), task("swag", null));
	}

	@Test
	void limitsHaveTheSameOrderInEveryProcess() {
		Map<String, Integer> many = IntStream.range(0, 20)
			.boxed()
			.collect(Collectors.toMap((i) -> "dataset-" + i, (i) -> i));
		Limits limits = new Limits(many, many);
		assertThat(new ArrayList<>(limits.train().keySet())).isSorted();
		assertThat(new ArrayList<>(limits.evaluation().keySet())).isSorted();
	}

	private static class FakeDatasets implements DatasetCatalog {

		@Override
		public List<String> names() {
			return List.of("cola", "no-files", "squad-v2", "swag");
		}

		@Override
		public List<String> missing(String dataset) {
			return dataset.equals("no-files") ? List.of("no training file", "no evaluation file") : List.of();
		}

		@Override
		public Task task(String dataset) {
			return dataset.equals("swag") ? new Task(dataset, HeadKind.MULTIPLE_CHOICE, List.of())
					: new Task(dataset, HeadKind.SPAN, List.of());
		}

		@Override
		public Fingerprint fingerprint(String dataset, Split split) {
			throw new AssertionError("plans are resolved without reading");
		}

		@Override
		public Dataset read(String dataset, Split split, int maxSkippedRows) {
			throw new AssertionError("plans are resolved without reading");
		}

	}

	private static final class FakeEncoders implements EncoderCatalog {

		@Override
		public List<String> names() {
			return List.of("bert-base-cased");
		}

		@Override
		public List<EncoderListing> listings() {
			return List.of(EncoderListing.of("bert-base-cased", EncoderListing.Source.FOLDER, null));
		}

		@Override
		public Path directory(String name) {
			if (List.of("bert-base-cased", "model:m-1", "roberta-base", "model:m-roberta").contains(name)) {
				return Path.of(name);
			}
			throw new EncoderException("no encoder '" + name + "'; there are: bert-base-cased");
		}

		@Override
		public RowTemplate rows(String name) {
			directory(name);
			return name.contains("roberta") ? RowTemplate.roberta(0, 2) : RowTemplate.bert(101, 102);
		}

		@Override
		public Map<String, String> fileHashes(String name) {
			throw new AssertionError("plans are resolved without reading weights");
		}

		@Override
		public String contentHash(String name) {
			throw new EncoderException("no encoder '" + name + "'; there are: bert-base-cased");
		}

	}

}
