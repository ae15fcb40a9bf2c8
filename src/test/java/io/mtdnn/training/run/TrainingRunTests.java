package io.mtdnn.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.SteppingClock;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.plan.EarlyStopping;
import io.mtdnn.plan.Keep;
import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.StopSignal;
import io.mtdnn.training.TrainingEvent.AffinityMeasured;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingEvent.CheckpointWritten;
import io.mtdnn.training.TrainingEvent.EvaluationDone;
import io.mtdnn.training.TrainingEvent.Paused;
import io.mtdnn.training.TrainingEvent.Started;
import io.mtdnn.training.TrainingEvent.StepDone;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.checkpoint.Checkpoints;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.cost.RunCost;
import io.mtdnn.training.evaluation.EpochEvaluation;
import io.mtdnn.training.evaluation.KeptEpochs;
import io.mtdnn.training.evaluation.TaskEvaluation;
import io.mtdnn.training.schedule.BatchSchedule;
import io.mtdnn.training.schedule.Schedules;
import io.mtdnn.training.schedule.TaskData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrainingRunTests {

	private static final RunCost COST = new RunCost(EncoderConfig.bert(1000, 8, 2, 2, 16, 128, 2, 1e-12));

	private static final Task SQUAD = new Task("squad", HeadKind.SPAN, List.of());

	private static final List<Task> TASKS = List.of(SQUAD, new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of()));

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	Path directory;

	private final List<TrainingEvent> events = new ArrayList<>();

	private FakeTrainableModel model = new FakeTrainableModel();

	private double[] f1 = { 10, 20, 30 };

	private double[] bestF1;

	/** The provenance of each bundle by name. */
	private final Map<String, Map<String, Object>> facts = new LinkedHashMap<>();

	private TrainingPlan plan;

	/** The request at the step at which the run stops. */
	private StopSignal.Request request = StopSignal.Request.CHECKPOINT_AND_STOP;

	/** What passes between two looks at the clock. */
	private Duration tick = Duration.ZERO;

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"affinity\": {\"everySteps\": 4, \"examples\": 3}}",
			"{\"sampling\": {\"policy\": \"proportional\"}}",
			"{\"sampling\": {\"policy\": \"temperature\", \"exponent\": 0.5, \"cap\": 20}}",
			"{\"sampling\": {\"policy\": \"annealed\", \"exponent\": 1, \"endExponent\": 0.2}}",
			"{\"sampling\": {\"policy\": \"annealed-weights\"}, \"tasks[squad].endWeight\": 0.4, \"tasks[swag].endWeight\": 0.6}",
			"{\"lossScaling\": \"labels\", \"tasks[swag].lossWeight\": 0.3, \"onExhaustion\": \"drop-and-renormalise\"}" })
	void aRunResumedAtAnyStepEqualsAnUninterruptedOne(String patch) {
		TrainingPlan plan = patched(plan(3, null), patch);
		RunState whole = whole(plan, this.directory.resolve("whole"));
		List<StepDone> expected = steps();
		double weight = this.model.weight;
		assertThat(expected).hasSizeGreaterThan(30);
		for (int stopAfter = 1; stopAfter < expected.size(); stopAfter += 3) {
			Path directory = this.directory.resolve("stop-" + stopAfter);
			this.events.clear();
			this.model = new FakeTrainableModel();
			assertThat(attempt(plan, directory, stopAfter)).isEmpty();
			List<StepDone> found = new ArrayList<>(steps());
			this.events.clear();
			this.model = new FakeTrainableModel();
			RunState resumed = whole(plan, directory);
			assertThat(((Started) this.events.get(0)).fromStep()).isEqualTo(stopAfter);
			found.addAll(steps());
			assertThat(found).isEqualTo(expected);
			assertThat(this.model.weight).isEqualTo(weight);
			assertThat(resumed).isEqualTo(whole);
		}
	}

	@Test
	void aRunPausedAtAnyStepEqualsAnUninterruptedOne() {
		TrainingPlan plan = plan(3, null);
		RunState whole = whole(plan, this.directory.resolve("whole"));
		List<StepDone> expected = steps();
		double weight = this.model.weight;
		for (int pauseAfter = 1; pauseAfter < expected.size(); pauseAfter += 3) {
			Path directory = this.directory.resolve("pause-" + pauseAfter);
			this.events.clear();
			this.model = new FakeTrainableModel();
			this.request = StopSignal.Request.EVALUATE_AND_PAUSE;
			TrainingRun paused = run(plan, directory, pauseAfter);
			assertThat(paused.run("plan", new ArrayList<>())).isEmpty();
			assertThat(paused.paused()).isTrue();
			assertThat(this.events).filteredOn(Paused.class::isInstance)
				.extracting((event) -> ((Paused) event).step())
				.containsExactly(pauseAfter);
			List<StepDone> found = new ArrayList<>(steps());
			this.events.clear();
			this.model = new FakeTrainableModel();
			this.request = StopSignal.Request.CHECKPOINT_AND_STOP;
			assertThat(whole(plan, directory)).isEqualTo(whole);
			found.addAll(steps());
			assertThat(found).isEqualTo(expected);
			assertThat(this.model.weight).isEqualTo(weight);
		}
	}

	@Test
	void arithmeticThatDiffersFromTheCheckpointsIsNoted() {
		TrainingPlan plan = plan(3, null);
		attempt(plan, this.directory, 5);
		assertThat(((Started) this.events.get(0)).notes()).isEmpty();
		this.events.clear();
		this.model = new FakeTrainableModel();
		this.model.note = "attention differs";
		attempt(plan, this.directory, 8);
		assertThat(((Started) this.events.get(0)).notes()).containsExactly("attention differs");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 10, 1000 })
	void deferredReadsOfStepsEqualImmediateReads(int stepsAhead) {
		TrainingPlan plan = patched(plan(3, null), "{\"affinity\": {\"everySteps\": 7, \"examples\": 3}}");
		RunState whole = whole(plan, this.directory.resolve("whole"));
		List<TrainingEvent> expected = events();
		double weight = this.model.weight;
		this.events.clear();
		this.model = new FakeTrainableModel();
		this.model.stepsAhead = stepsAhead;
		assertThat(whole(plan, this.directory.resolve("later"))).isEqualTo(whole);
		assertThat(events()).isEqualTo(expected);
		assertThat(this.model.weight).isEqualTo(weight);
	}

	@ParameterizedTest
	@EnumSource(names = { "CHECKPOINT_AND_STOP", "EVALUATE_AND_PAUSE" })
	void aRunEndsAtItsStepWithDeferredReads(StopSignal.Request request) {
		this.request = request;
		this.model.stepsAhead = 10;
		assertThat(attempt(plan(3, null), this.directory, 13)).isEmpty();
		assertThat(last().step()).isEqualTo(13);
		this.events.clear();
		this.model = new FakeTrainableModel();
		whole(plan(3, null), this.directory);
		assertThat(((Started) this.events.get(0)).fromStep()).isEqualTo(13);
	}

	@Test
	void aRunCancelledBetweenTwoLooksAtTheSignalIsResumedExactly() {
		TrainingPlan plan = plan(3, null);
		RunState whole = whole(plan, this.directory.resolve("whole"));
		double weight = this.model.weight;
		this.events.clear();
		this.model = new FakeTrainableModel();
		this.model.stepsAhead = 10;
		Path directory = this.directory.resolve("cancelled");
		assertThat(run(plan, directory, new LateSignal(13)).run("plan", new ArrayList<>())).isEmpty();
		this.events.clear();
		this.model = new FakeTrainableModel();
		assertThat(whole(plan, directory)).isEqualTo(whole);
		assertThat(this.model.weight).isEqualTo(weight);
	}

	@Test
	void aNonFiniteLossNamesItsStepWithDeferredReads() {
		this.model.stepsAhead = 1000;
		this.model.nextLoss = Float.POSITIVE_INFINITY;
		assertThatExceptionOfType(TrainingFailure.class).isThrownBy(() -> whole(plan(3, null), this.directory))
			.withMessageContaining("the loss is not a finite number at step 1,");
	}

	/** Steps and measurements in their order. */
	private List<TrainingEvent> events() {
		return this.events.stream()
			.filter((event) -> event instanceof StepDone || event instanceof AffinityMeasured)
			.toList();
	}

	@Test
	void measuringAffinityChangesNeitherDrawsNorWeights() {
		RunState plain = whole(plan(3, null), this.directory.resolve("plain"));
		List<StepDone> expected = steps();
		double weight = this.model.weight;
		this.events.clear();
		this.model = new FakeTrainableModel();
		TrainingPlan measuring = patched(plan(3, null), "{\"affinity\": {\"everySteps\": 5, \"examples\": 3}}");
		assertThat(whole(measuring, this.directory.resolve("measuring"))).isEqualTo(plain);
		assertThat(steps()).isEqualTo(expected);
		assertThat(this.model.weight).isEqualTo(weight);
		assertThat(this.events.stream().filter(AffinityMeasured.class::isInstance)).hasSize(expected.size() / 5);
	}

	@Test
	void aDamagedCheckpointFallsBackToTheOneBefore() throws IOException {
		attempt(plan(3, null), this.directory, 25);
		List<Path> checkpoints = checkpoints();
		assertThat(checkpoints).hasSize(2);
		Path newest = checkpoints.get(1).resolve(Checkpoints.MODEL);
		byte[] bytes = Files.readAllBytes(newest);
		bytes[3] ^= 1;
		Files.write(newest, bytes);
		this.events.clear();
		this.model = new FakeTrainableModel();
		attempt(plan(3, null), this.directory, Integer.MAX_VALUE);
		Started started = (Started) this.events.get(0);
		assertThat(started.fromStep()).isLessThan(25).isPositive();
		assertThat(started.notes()).singleElement()
			.asString()
			.contains(checkpoints.get(1).getFileName().toString(), "CRC-32C");
	}

	@Test
	void aRunWithOnlyTruncatedCheckpointsRestarts() throws IOException {
		attempt(plan(3, null), this.directory, 25);
		for (Path checkpoint : checkpoints()) {
			Files.write(checkpoint.resolve(Checkpoints.MODEL), new byte[0]);
		}
		this.events.clear();
		attempt(plan(3, null), this.directory, 30);
		assertThat(((Started) this.events.get(0)).fromStep()).isZero();
		assertThat(((Started) this.events.get(0)).notes()).hasSize(2);
	}

	@Test
	void aRestartedRunKeepsItsOwnCheckpoints() throws IOException {
		attempt(plan(3, null), this.directory, 25);
		for (Path checkpoint : checkpoints()) {
			Files.write(checkpoint.resolve(Checkpoints.MODEL), new byte[0]);
		}
		this.events.clear();
		this.model = new FakeTrainableModel();
		attempt(plan(3, null), this.directory, 6);
		this.events.clear();
		this.model = new FakeTrainableModel();
		attempt(plan(3, null), this.directory, 8);
		assertThat(((Started) this.events.get(0)).fromStep()).isEqualTo(6);
		assertThat(((Started) this.events.get(0)).notes()).isEmpty();
	}

	@Test
	void aCheckpointOfAnotherPlanIsNotResumed() {
		attempt(plan(3, null), this.directory, 25);
		this.events.clear();
		run(plan(3, null), this.directory, 30).run("other", new ArrayList<>());
		assertThat(((Started) this.events.get(0)).fromStep()).isZero();
	}

	@Test
	void theBestEpochIsKeptAndEarlyStoppingEndsTheRun() {
		this.f1 = new double[] { 40, 50, 45, 50, 60 };
		RunState end = whole(plan(5, new EarlyStopping("squad", "f1", 2)), this.directory);
		assertThat(end.epoch()).isEqualTo(4);
		assertThat(end.best().epoch()).as("the later of two equal ones").isEqualTo(4);
		assertThat(this.directory.resolve("best")).hasContent("4");
		assertThat(this.directory.resolve("last")).hasContent("4");
		assertThat(this.events.stream().filter(EvaluationDone.class::isInstance)).hasSize(4);
	}

	/**
	 * Epoch by epoch the case: F1 at threshold 0 falls while the model begins to
	 * answer.
	 */
	@Test
	void theLastEpochIsKeptUnlessThePlanKeepsTheBest() {
		this.f1 = new double[] { 33.33, 32.87, 33.33 };
		this.bestF1 = new double[] { 34.3, 36.1, 36.1 };
		attempt(plan(3, null, Keep.LAST, null), this.directory.resolve("l"), Integer.MAX_VALUE);
		assertThat(this.facts.keySet()).containsExactly("last");
		assertThat(this.directory.resolve("l/last")).hasContent("3");
		assertThat(this.facts.get("last").get("selection")).asString()
			.contains("the model after the last trained epoch");
		assertThat(this.facts.get("last")).containsEntry("evaluationPrecision", "bf16");
		this.facts.clear();
		this.events.clear();
		RunState end = whole(plan(3, null, Keep.BEST, new KeepMetric("squad", "best_f1")), this.directory.resolve("b"));
		assertThat(this.facts.keySet()).containsExactly("best");
		assertThat(this.directory.resolve("b/best")).as("the later of two equal ones").hasContent("3");
		assertThat(end.best().metric()).isEqualTo(36.1);
		assertThat(this.facts.get("best").get("selection")).asString()
			.contains("best_f1", "36.1", "chosen on the evaluation set");
	}

	/**
	 * While a model answers "" to everything its F1 at threshold 0 stays; that it learns
	 * shows over all thresholds.
	 */
	@Test
	void earlyStoppingByTheBestF1DoesNotEndARunThatLearns() {
		this.f1 = new double[] { 50, 50, 50, 50 };
		this.bestF1 = new double[] { 50, 51, 52, 53 };
		RunState end = whole(plan(4, new EarlyStopping("squad", "best_f1", 1)), this.directory);
		assertThat(end.epoch()).isEqualTo(4);
	}

	@Test
	void aPlanOfAnEarlierVersionKeepsTheEarliestEpochOfTheBestF1() {
		this.f1 = new double[] { 40, 50, 50 };
		this.bestF1 = new double[] { 60, 70, 80 };
		RunState end = whole(plan(3, null, null, null), this.directory);
		assertThat(end.best().epoch()).isEqualTo(2);
		assertThat(this.directory.resolve("best")).hasContent("2");
		assertThat(this.directory.resolve("last")).doesNotExist();
	}

	@Test
	void theStateOfAnEarlierVersionIsRead() {
		RunState state = JSON.readValue("""
				{"planHash":"h","step":4,"epoch":1,"evaluationPending":false,"tasks":[],
				"best":{"epoch":1,"metric":50.0,"metrics":{"squad":{"f1":50.0}}},"epochsWithoutImprovement":0}""",
				RunState.class);
		KeptEpochs kept = KeptEpochs.of(plan(3, new EarlyStopping("squad", "f1", 2), null, null), TASKS);
		RunState after = kept.after(state, Map.of("squad", Map.of("f1", 50.0)));
		assertThat(after.epochsWithoutImprovement()).isEqualTo(1);
		assertThat(after.best().epoch()).isEqualTo(1);
	}

	@Test
	void aNonFiniteLossEndsTheRunNamingStepAndTaskAndKeepsTheCheckpoint() {
		attempt(plan(3, null), this.directory, 11);
		this.model.nextLoss = Float.POSITIVE_INFINITY;
		assertThatExceptionOfType(TrainingFailure.class)
			.isThrownBy(() -> attempt(plan(3, null), this.directory, Integer.MAX_VALUE))
			.withMessageContaining("step 12")
			.withMessageContaining("task '")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.USER));
		assertThat(checkpoints()).isNotEmpty();
	}

	@Test
	void runningOutOfMemoryInAnUpdateNamesTheBatchAndARemedy() {
		this.model.updateFailure = new IllegalStateException("DefaultCPUAllocator: can't allocate memory");
		assertThatExceptionOfType(TrainingFailure.class)
			.isThrownBy(() -> attempt(plan(3, null), this.directory, Integer.MAX_VALUE))
			.withMessageContaining("step 1 on a batch of task '")
			.withMessageContaining("lower batchSize")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.CAPACITY));
	}

	@Test
	void anUnwritableCheckpointIsNotReportedAsAFullDisk() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "in the way");
		assertThatExceptionOfType(TrainingFailure.class)
			.isThrownBy(() -> attempt(plan(3, null), file, Integer.MAX_VALUE))
			.withMessageContaining("step 4")
			.withMessageNotContaining("free some space")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.INTERNAL));
	}

	@Test
	void checkpointsReportTheirShareOfTheTime() {
		this.tick = Duration.ofMillis(10);
		attempt(plan(3, null), this.directory, Integer.MAX_VALUE);
		List<CheckpointWritten> written = this.events.stream()
			.filter(CheckpointWritten.class::isInstance)
			.map(CheckpointWritten.class::cast)
			.toList();
		assertThat(written).isNotEmpty().allSatisfy((checkpoint) -> {
			assertThat(checkpoint.duration()).isEqualTo(Duration.ofMillis(10));
			assertThat(checkpoint.share()).isBetween(0.01, 0.2);
		});
	}

	private RunState whole(TrainingPlan plan, Path directory) {
		return attempt(plan, directory, Integer.MAX_VALUE).orElseThrow();
	}

	private Optional<RunState> attempt(TrainingPlan plan, Path directory, int stopAfter) {
		return run(plan, directory, stopAfter).run("plan", new ArrayList<>());
	}

	private TrainingRun run(TrainingPlan plan, Path directory, int stopAfter) {
		return run(plan, directory, new StopSignal() {
			@Override
			public Request request() {
				return steps().isEmpty() ? Request.GO_ON : after(last().step());
			}

			@Override
			public Request after(int step) {
				return (step >= stopAfter) ? TrainingRunTests.this.request : Request.GO_ON;
			}
		});
	}

	private TrainingRun run(TrainingPlan plan, Path directory, StopSignal stop) {
		this.plan = plan;
		EpochEvaluation evaluation = new EpochEvaluation(List.of(new ScriptedEvaluation()), KeptEpochs.of(plan, TASKS),
				(name, model, state, facts, details) -> {
					this.facts.put(name, facts);
					return write(directory.resolve(name), state);
				});
		Clock clock = new TickingClock(this.tick);
		return new TrainingRun(plan, data(), this.model, new Checkpoints(directory.resolve("checkpoints"), JSON),
				evaluation, this.events::add, stop, clock, Duration.ofMinutes(5), COST, (speed) -> {
				});
	}

	private static Path write(Path file, RunState state) {
		try {
			Files.createDirectories(file.getParent());
			return Files.writeString(file, Integer.toString(state.epoch()));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private List<Path> checkpoints() {
		try (Stream<Path> found = Files.list(this.directory.resolve("checkpoints"))) {
			return found.sorted().toList();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private List<StepDone> steps() {
		return this.events.stream().filter(StepDone.class::isInstance).map(StepDone.class::cast).toList();
	}

	private StepDone last() {
		List<StepDone> steps = steps();
		return steps.get(steps.size() - 1);
	}

	/** Of the last step, which may have been run in an earlier attempt. */
	private int currentEpoch() {
		BatchSchedule schedule = Schedules.of(this.plan, data());
		int step = steps().isEmpty() ? ((Started) this.events.get(0)).fromStep() : last().step();
		BatchSchedule.Draw draw = schedule.next();
		while (draw.step() < step) {
			draw = schedule.next();
		}
		return draw.epoch();
	}

	private static List<TaskData> data() {
		return List.of(TaskData.of(SQUAD, 4, 30, items(37, new Span(0, 0))),
				TaskData.of(TASKS.get(1), 4, 11, items(11, new Label(0))));
	}

	private static List<EncodedExample> items(int count, Target target) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new EncodedExample(List.of(new TokenSequence(new int[] { i, 1, 2 }, 3)), target))
			.toList();
	}

	private static TrainingPlan plan(int epochs, EarlyStopping stopping) {
		return plan(epochs, stopping, Keep.BOTH, new KeepMetric("squad", "best_f1"));
	}

	private static TrainingPlan plan(int epochs, EarlyStopping stopping, Keep keep, KeepMetric metric) {
		Map<String, Object> fields = new HashMap<>(Map.of("tasks",
				List.of(new PlannedTask("squad", 0.7), new PlannedTask("swag", 0.3)), "epochs", epochs, "batchSize", 4,
				"accumulationSteps", 2, "learningRate", 0.1, "dropout", 0.1, "seed", 7, "checkpointEverySteps", 4));
		fields.put("earlyStopping", stopping);
		fields.put("keep", keep);
		fields.put("keepMetric", metric);
		return Plans.plan(fields);
	}

	private static TrainingPlan patched(TrainingPlan plan, String patch) {
		ObjectNode fields = TrainingRequests.merge(TrainingRequests.of(plan), (ObjectNode) JSON.readTree(patch))
			.fields();
		return JSON.treeToValue(fields, TrainingPlan.class);
	}

	/** Requests a stop right after it was first asked about a step. */
	private static final class LateSignal implements StopSignal {

		private final int step;

		private boolean requested;

		LateSignal(int step) {
			this.step = step;
		}

		@Override
		public Request request() {
			return this.requested ? Request.CHECKPOINT_AND_STOP : Request.GO_ON;
		}

		@Override
		public Request after(int step) {
			Request now = request();
			this.requested = this.requested || step >= this.step;
			return now;
		}

	}

	private static final class TickingClock extends SteppingClock {

		private final Duration tick;

		TickingClock(Duration tick) {
			super(Instant.EPOCH);
			this.tick = tick;
		}

		@Override
		public Instant instant() {
			Instant shown = super.instant();
			advance(this.tick);
			return shown;
		}

	}

	/** F1 by epoch, as scripted. */
	private final class ScriptedEvaluation implements TaskEvaluation {

		@Override
		public String dataset() {
			return "squad";
		}

		@Override
		public List<TokenSequence> rows() {
			return List.of(new TokenSequence(new int[100], 100));
		}

		@Override
		public Scores evaluate(InferenceModel model, IntConsumer reading) {
			reading.accept(100);
			int epoch = currentEpoch();
			Map<String, Double> metrics = new LinkedHashMap<>();
			metrics.put("exact", 0.0);
			double[] f1 = TrainingRunTests.this.f1;
			double[] best = TrainingRunTests.this.bestF1;
			metrics.put("f1", f1[epoch - 1]);
			metrics.put("best_f1", ((best != null) ? best : f1)[epoch - 1]);
			return new Scores() {

				@Override
				public Map<String, Double> metrics() {
					return metrics;
				}

				@Override
				public void writeDetails(Path bundle) {
				}

			};
		}

	}

}
